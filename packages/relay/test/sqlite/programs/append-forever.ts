import { openSqliteStore } from '../../../src/sqlite/index.ts';
import { message, relayEntry, record } from '../../contracts/build.ts';

/**
 * Appends without end as several sessions at once, to two conversations, and prints each acknowledgement at once as
 * `conversation session seq offset chain`. Arguments: the file and a prefix of the sessions' names.
 */
const [path = '', prefix = ''] = process.argv.slice(2);
const store = openSqliteStore({ path });
const sessionsPerConversation = 6;

async function talk(conversation: string, session: string): Promise<never> {
  for (let seq = 1; ; seq++) {
    const request = message(seq, { conversation, session, body: JSON.stringify({ text: `${session} ${seq}` }) });
    const answer = await store.conversations.append(request);
    if (answer.kind !== 'appended') throw new Error(`${session} ${seq}: ${answer.kind}`);
    process.stdout.write(`${conversation} ${session} ${seq} ${answer.offset} ${answer.chain}\n`);
  }
}

/** Commits change the same rows between the appends. */
async function decide(conversation: string): Promise<never> {
  for (let n = 1; ; n++) {
    const { record: current } = await store.conversations.view(conversation);
    const cause = `${prefix}/${n}`;
    const next = record({ conversation, epoch: n });
    const answer = await store.conversations.commit(next, current?.revision ?? 0, [relayEntry(cause)]);
    if (answer.kind !== 'committed') throw new Error(`${cause}: ${answer.kind}`);
    process.stdout.write(`${conversation} relay/${cause} 1 0 -\n`);
  }
}

const parties = ['cnv_a', 'cnv_b'].flatMap((conversation) => [
  ...Array.from({ length: sessionsPerConversation }, (_, n) => talk(conversation, `${prefix}-${n}`)),
  decide(conversation),
]);
await Promise.all(parties);
