import { openSqliteStore } from '../../src/sqlite/index.ts';
import { describeStore } from '../contracts/index.ts';

describeStore('SQLite', async () => openSqliteStore({ path: ':memory:' }));
