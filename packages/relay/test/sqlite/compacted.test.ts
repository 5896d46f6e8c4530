import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { compress, expand } from '../../src/compact/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { cnv, message, t0 } from '../contracts/build.ts';
import { useTempFolder } from './temp-folder.ts';

const file = useTempFolder();

it('[ST128] a value from before the layout had a column reads as if the column had its default', async () => {
  const path = file('t.db');
  const store = openSqliteStore({ path });
  await store.conversations.append(message(1), t0);
  const look = async () => ({
    attached: await store.conversations.attach(cnv, { offset: 9, chain: 'x' }, []),
    view: await store.conversations.view(cnv),
  });
  const before = await look();
  expect(before.attached).toMatchObject({ state: 'reset', from: { offset: 0, chain: '' } });
  expect(await store.keeping.compact(cnv, 1, 0)).toBe(true);

  const db = new DatabaseSync(path);
  const { bytes } = db.prepare('SELECT bytes FROM compacted').get() as { bytes: Uint8Array };
  const { logs, ...rest } = expand(bytes);
  const names = logs?.names ?? [];
  const isOld = (_: unknown, place: number) => !names[place]?.startsWith('trimmed');
  const older = { names: names.filter(isOld), rows: (logs?.rows ?? []).map((row) => row.filter(isOld)) };
  expect(older.names).toHaveLength(names.length - 2);
  db.prepare('UPDATE compacted SET bytes = ?').run(compress({ ...rest, logs: older }));
  db.close();

  expect(await look()).toEqual(before);
  expect(await store.conversations.append(message(2), t0)).toMatchObject({ kind: 'appended', offset: 2 });
  await store.close();
});
