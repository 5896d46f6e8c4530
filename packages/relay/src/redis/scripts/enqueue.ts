import type { QueueItem } from '../../ports/index.ts';
import { keysOfQueue } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { broughtBy } from './lib/item.ts';

const script = defineScript('enqueue');

/** Puts a conversation into a team's queue. */
export async function enqueue(link: Link, team: string, item: QueueItem): Promise<void> {
  await script(link, keysOfQueue(team), [team, item.conversation, broughtBy(item), String(item.queuedAt)]);
}
