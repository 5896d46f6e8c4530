import { openSqliteStore } from '../../../src/sqlite/index.ts';

/** Orders letters without end, takes and settles some of them, and prints each that is durable (`put KEY`) or left (`left KEY`). */
const [path = ''] = process.argv.slice(2);
const { mails } = openSqliteStore({ path });

for (let n = 1; ; n += 1) {
  const key = `m${n}`;
  await mails.put({ key, kind: 'transcript', site: 'site_1', conversation: 'cnv_1', to: 'ada@mail.example' }, 0);
  process.stdout.write(`put ${key}\n`);
  if (n % 3 === 0) {
    for (const taken of await mails.take(1, 1)) {
      // Here it would be sent; what is printed left.
      process.stdout.write(`left ${taken.key}\n`);
      await mails.settle(taken.key);
      process.stdout.write(`settled ${taken.key}\n`);
    }
  }
}
