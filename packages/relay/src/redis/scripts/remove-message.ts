import { keysOfMessages } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('remove-message', ['floor', 'messages']);

/** Takes a conversation off a team's list of those by message. */
export async function removeMessage(link: Link, team: string, conversation: string): Promise<void> {
  await script(link, keysOfMessages(team), [team, conversation]);
}
