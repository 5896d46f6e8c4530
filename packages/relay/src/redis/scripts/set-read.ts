import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asNumber } from '../script/reply.ts';

const script = defineScript('set-read', ['log']);

/** Moves a read mark; resolves to the one that stands. */
export async function setRead(
  link: Link,
  conversation: string,
  by: 'visitor' | 'rep',
  offset: number,
): Promise<number> {
  return asNumber(await script(link, [keys.log(conversation), keys.state(conversation)], [by, String(offset)]));
}
