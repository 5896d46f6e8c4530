import { keys, keysOfLog } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asOptional } from '../script/reply.ts';
import { untouch } from './untouch.ts';

const script = defineScript('erase-conversation', ['compacted']);

/**
 * Takes a conversation away. Its place in the site's list lies in another slot and goes last: until then the conversation is found there again. Whoever
 * begins another one between the two keeps it.
 */
export async function eraseConversation(
  link: Link,
  site: string,
  conversation: string,
  top: number | undefined,
): Promise<boolean> {
  const place = asOptional(await link.send(['ZSCORE', keys.touched(site), conversation]));
  const reply = await script(link, keysOfLog(conversation), [conversation, top === undefined ? '' : String(top)]);
  if (reply !== 1) return false;
  if (place !== undefined) await untouch(link, site, conversation, place);
  return true;
}
