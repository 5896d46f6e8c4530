import { keys, keysOfLog } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('erase-conversation', ['compacted']);

/** The place in the site's list lies in another slot and goes last: until then the conversation is found there again. */
export async function eraseConversation(
  link: Link,
  site: string,
  conversation: string,
  top: number | undefined,
): Promise<boolean> {
  const reply = await script(link, keysOfLog(conversation), [conversation, top === undefined ? '' : String(top)]);
  if (reply !== 1) return false;
  await link.send(['ZREM', keys.touched(site), conversation]);
  return true;
}
