import type { QueueItem } from '../../ports/index.ts';
import { keysOfList } from '../keys.ts';
import type { TeamList } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { broughtBy } from './lib/item.ts';

const script = defineScript('enqueue');

/** Puts a conversation into a list of a team's. */
export async function enqueue(link: Link, list: TeamList, team: string, item: QueueItem): Promise<void> {
  await script(link, keysOfList(list, team), [team, item.conversation, broughtBy(item), String(item.queuedAt)]);
}
