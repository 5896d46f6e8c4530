import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { asList, asText } from '../script/reply.ts';
import { partsOf } from '../scripts/lib/whole.ts';
import { readStored } from '../scripts/read-view.ts';

/** Sessions of which anything is in a conversation's log, the relay's own among them. */
export async function readSenders(link: Link, conversation: string): Promise<readonly string[]> {
  for (;;) {
    const { state, value } = await readStored(link, conversation);
    if (value !== undefined) return Object.keys(partsOf(value).senders);
    const senders = asList(await link.send(['HKEYS', keys.senders(conversation)])).map(asText);
    // A log has senders: if there are none, it became one value, or went, between the two questions.
    if (senders.length > 0 || !('top' in state)) return senders;
  }
}
