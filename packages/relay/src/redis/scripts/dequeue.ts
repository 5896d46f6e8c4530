import { keysOfList } from '../keys.ts';
import type { TeamList } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('dequeue');

/** Takes a conversation out of a list of a team's. */
export async function dequeue(link: Link, list: TeamList, team: string, conversation: string): Promise<void> {
  await script(link, keysOfList(list, team), [team, conversation]);
}
