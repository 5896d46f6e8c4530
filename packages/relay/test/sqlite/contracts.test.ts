import { openSqliteStore } from '../../src/sqlite/index.ts';
import { describeKeeping, describeStore } from '../contracts/index.ts';

describeStore('SQLite', async () => openSqliteStore({ path: ':memory:' }));
describeKeeping('SQLite', async () => openSqliteStore({ path: ':memory:' }));
