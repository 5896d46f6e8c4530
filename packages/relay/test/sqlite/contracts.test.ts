import { openSqliteStore } from '../../src/sqlite/index.ts';
import { describeCompacting, describeKeeping, describeStore } from '../contracts/index.ts';

describeStore('SQLite', async () => openSqliteStore({ path: ':memory:' }));
describeKeeping('SQLite', async () => openSqliteStore({ path: ':memory:' }));
describeCompacting('SQLite', async () => openSqliteStore({ path: ':memory:' }));
