import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { describeModel } from './describe-model.ts';

/** A file, since a run closes and opens its store; in memory where the machine has such a folder, since no disk is in question here. */
const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

describeModel(
  'SQLite',
  async (use) => {
    const own = await mkdtemp(join(folder, 'tillside-model-'));
    try {
      return await use(async () => openSqliteStore({ path: join(own, 't.db') }));
    } finally {
      await rm(own, { recursive: true, force: true });
    }
  },
  { runs: 300, patienceMs: 400 },
);
