import { keys } from '../keys.ts';
import { readView } from '../commands/read-view.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asNumber } from '../script/reply.ts';
import { askRestored } from './restore.ts';

const script = defineScript('set-read', ['log', 'compacted']);

/** Moves a read mark; resolves to the one that stands. */
export async function setRead(
  link: Link,
  conversation: string,
  by: 'visitor' | 'rep',
  offset: number,
): Promise<number> {
  const places = [keys.log(conversation), keys.state(conversation)];
  const ask = async () => {
    const reply = await script(link, places, [by, String(offset)]);
    if (reply !== 'compacted') return reply;
    // Who comes back to what was read long ago says so again: that alone is no reason to put it back.
    const { top, readBy } = (await readView(link, conversation)).log;
    return Math.min(offset, top) <= readBy[by] ? readBy[by] : reply;
  };
  return asNumber(await askRestored(link, conversation, ask));
}
