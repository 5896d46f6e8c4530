import { openSqliteStore } from '../../../src/sqlite/index.ts';
import { message } from '../../contracts/build.ts';

/** Appends a number of messages as one session, several under way at a time. Arguments: the file, the session, how many. */
const [path = '', session = '', count = '0'] = process.argv.slice(2);
const store = openSqliteStore({ path });
const window = 8;
let next = 1;

async function lane(): Promise<void> {
  while (next <= Number(count)) {
    const batch: Promise<{ readonly kind: string }>[] = [];
    for (let n = 0; n < window && next <= Number(count); n++) {
      batch.push(store.conversations.append(message(next, { session })));
      next += 1;
    }
    for (const answer of await Promise.all(batch)) if (answer.kind !== 'appended') throw new Error(answer.kind);
    await store.journal.append('site_1', [{ key: `${session}/${next}`, kind: 'offer.made' }]);
  }
}

await lane();
await store.close();
