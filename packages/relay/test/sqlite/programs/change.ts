import { openSqliteStore } from '../../../src/sqlite/index.ts';
import { message, sessionOf } from '../../contracts/build.ts';

/** Changes one thing, as the command line beside a running relay does. Arguments: the file, what, and a number. */
const [path = '', what = '', number = '1'] = process.argv.slice(2);
const store = openSqliteStore({ path });
if (what === 'append') await store.conversations.append(message(Number(number), { session: sessionOf('c') }));
if (what === 'directory') await store.directory.apply({}, await store.directory.revision());
if (what === 'revoke') await store.directory.revokeSignIns('rep_ada');
if (what === 'open') await store.ping();
await store.close();
