import { positionIn } from '../../core/queue.ts';
import { keys, keysOfList } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList } from '../script/reply.ts';
import { itemsOf } from './lib/item.ts';
import { turnsOf } from './lib/turns.ts';

const script = defineScript('position', ['places']);

/** A conversation's place in the queue. */
export async function position(link: Link, team: string, conversation: string): Promise<number> {
  const [places, turns] = asList(await script(link, [...keysOfList('queue', team), keys.turns(team)], []));
  return positionIn(itemsOf(places), turnsOf(turns), conversation);
}
