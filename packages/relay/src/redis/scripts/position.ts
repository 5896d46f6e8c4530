import { setImmediate } from 'node:timers/promises';
import { inOrder } from '../../core/queue.ts';
import { keys, keysOfQueue } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList } from '../script/reply.ts';
import { itemsOf } from './lib/item.ts';
import { turnsOf } from './lib/turns.ts';

const script = defineScript('position', ['places']);

export type PositionOf = (team: string, conversation: string) => Promise<number>;

/**
 * Places in queues. The order is made from the whole queue, so those who ask at once share one reading of it: after a reconnect everybody who waits
 * asks at once.
 */
export function createPosition(link: Link): PositionOf {
  const readings = new Map<string, Promise<ReadonlyMap<string, number>>>();

  async function read(team: string): Promise<ReadonlyMap<string, number>> {
    // Whoever asks before the store is asked may share the answer, and nobody later.
    await setImmediate();
    readings.delete(team);
    const [places, turns] = asList(await script(link, [...keysOfQueue(team), keys.turns(team)], []));
    const order = inOrder(itemsOf(places), turnsOf(turns));
    return new Map(order.map(({ conversation }, index) => [conversation, index + 1]));
  }

  return async (team, conversation) => {
    const reading = readings.get(team) ?? read(team);
    readings.set(team, reading);
    return (await reading).get(conversation) ?? 0;
  };
}
