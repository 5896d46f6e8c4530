import { openSqliteStore } from '../../../src/sqlite/index.ts';
import { describeNodes } from './describe-nodes.ts';

describeNodes(
  'SQLite',
  async (use) => {
    const store = openSqliteStore({ path: ':memory:' });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  },
  { runs: 12, patienceMs: 10_000, withFaults: true },
);
