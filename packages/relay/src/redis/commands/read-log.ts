import type { ConversationsPort, StoredEntry } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { asList } from '../script/reply.ts';
import { storedEntry } from '../scripts/lib/entry.ts';
import { entriesOf, partsOf } from '../scripts/lib/whole.ts';
import { readStored } from '../scripts/read-view.ts';

/** The server's word for a log that is one value: no command of a stream fits it. */
export function isCompacted(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('WRONGTYPE');
}

async function readLog(
  link: Link,
  conversation: string,
  afterOffset: number,
  limit: number,
): Promise<readonly StoredEntry[]> {
  const from = `${afterOffset + 1}-0`;
  for (;;) {
    try {
      const range = ['XRANGE', keys.log(conversation), from, '+', 'COUNT', String(limit)];
      return asList(await link.send(range)).map(storedEntry);
    } catch (error) {
      if (!isCompacted(error)) throw error;
    }
    const { value } = await readStored(link, conversation);
    // Put back meanwhile: it is a log again.
    if (value === undefined) continue;
    const entries = entriesOf(partsOf(value)).filter(({ offset }) => offset > afterOffset);
    return entries.slice(0, limit);
  }
}

/**
 * Entries after an offset, in order. Whoever asks for the same in one turn of the event loop is given the same answer: a bell wakes
 * everybody at once who looks at a conversation on this node.
 */
export function createReadLog(link: Link): ConversationsPort['read'] {
  const asked = new Map<string, Promise<readonly StoredEntry[]>>();
  return (conversation, afterOffset, limit) => {
    // The server takes a count of 0 for none given.
    if (limit <= 0) return Promise.resolve([]);
    const name = `${conversation} ${afterOffset} ${limit}`;
    const known = asked.get(name);
    if (known !== undefined) return known;
    // Nothing this process hears of before the next turn can be newer than the answer.
    if (asked.size === 0) setImmediate(() => asked.clear());
    const answer = readLog(link, conversation, afterOffset, limit);
    asked.set(name, answer);
    return answer;
  };
}
