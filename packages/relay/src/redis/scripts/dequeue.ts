import { keysOfQueue } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('dequeue');

/** Takes a conversation out of a team's queue. */
export async function dequeue(link: Link, team: string, conversation: string): Promise<void> {
  await script(link, keysOfQueue(team), [team, conversation]);
}
