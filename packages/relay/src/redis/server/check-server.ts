import type { Connection, Reply } from '../link/connection.ts';
import { UnsuitableServerError, isCommandRefused } from '../link/errors.ts';
import { asRecord } from '../script/reply.ts';

/** Scripts that declare themselves (`#!lua`) came with it. */
const oldestMajor = 7;

/** What a server says about itself; nothing where this user may not ask. */
async function ask(connection: Connection, command: readonly string[]): Promise<Reply> {
  try {
    return await connection.sendCommand<Reply & string>(command);
  } catch (error) {
    if (isCommandRefused(error)) return null;
    throw error;
  }
}

/** HELLO answers names and values, of which one, the modules, is a list. */
function greetingOf(reply: Reply): Readonly<Record<string, string>> {
  return Array.isArray(reply) ? asRecord(reply.map((value: Reply) => (Array.isArray(value) ? '' : String(value)))) : {};
}

/** Who holds what in a cluster, as CLUSTER SLOTS says it; nothing of a server alone, or of one with all slots. */
async function slotsOf(connection: Connection): Promise<Reply> {
  const slots = await ask(connection, ['CLUSTER', 'SLOTS']);
  return Array.isArray(slots) && slots.length > 1 ? slots : null;
}

/** What a server is to the store. */
export interface Checked {
  /** One script may touch only one slot; assumed where it cannot be asked. */
  readonly isCluster: boolean;
  /** Of a cluster of several masters, who holds what, as CLUSTER SLOTS says it; else nothing. */
  readonly slots: Reply;
}

/**
 * Looks whether the server behind a fresh connection can be our store: an address may lead to another one than before.
 *
 * @param asEntry any server of a cluster can be asked the way; only a master holds something
 * @throws UnsuitableServerError that says what it is and what is needed
 */
export async function checkServer(connection: Connection, asEntry: boolean): Promise<Checked> {
  const { version, mode, role, server } = greetingOf(await ask(connection, ['HELLO']));
  if (server === 'redis' && Number.parseInt(version ?? '', 10) < oldestMajor) {
    throw new UnsuitableServerError(`it is Redis ${version}, and Redis ${oldestMajor} or newer (or Valkey) is needed`);
  }
  if (mode === 'sentinel') throw new UnsuitableServerError('it is a Sentinel, which keeps nothing itself');
  const slots = mode === 'cluster' ? await slotsOf(connection) : null;
  const isReplica = role === 'replica' || role === 'slave';
  if (isReplica && !(asEntry && slots !== null)) {
    throw new UnsuitableServerError('it is a replica, which takes no writes');
  }
  return { isCluster: mode !== 'standalone', slots };
}
