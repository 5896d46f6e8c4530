import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('untouch');

/** Takes a conversation off its site's list, if it still has this place on it. */
export async function untouch(link: Link, site: string, conversation: string, place: string): Promise<void> {
  await script(link, [keys.touched(site)], [conversation, place]);
}
