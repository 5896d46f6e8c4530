import type { QueueItem } from '../../ports/index.ts';
import { keysOfMessages } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { broughtBy } from './lib/item.ts';

const script = defineScript('put-message', ['floor', 'messages']);

/** Puts a conversation on a team's list of those by message. */
export async function putMessage(link: Link, team: string, item: QueueItem): Promise<void> {
  const { conversation, queuedAt, rep = '' } = item;
  await script(link, keysOfMessages(team), [team, conversation, broughtBy(item), String(queuedAt), rep]);
}
