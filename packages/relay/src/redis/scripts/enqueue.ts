import type { QueueItem } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('enqueue');

/** Puts a conversation into the queue. */
export async function enqueue(link: Link, team: string, { conversation, site, queuedAt }: QueueItem): Promise<void> {
  await script(link, [keys.queue(team), keys.queueSites(team)], [team, conversation, site, String(queuedAt)]);
}
