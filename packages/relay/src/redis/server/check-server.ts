import type { Connection, Reply } from '../link/connection.ts';
import { UnsuitableServerError, isCommandRefused } from '../link/errors.ts';
import { asNumber, asOptional, asRecord } from '../script/reply.ts';

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

async function mastersOf(connection: Connection): Promise<number> {
  const info = asOptional(await ask(connection, ['CLUSTER', 'INFO'])) ?? '';
  return asNumber(/^cluster_size:(\d+)/m.exec(info)?.[1] ?? '1');
}

/**
 * Looks whether the server behind a fresh connection can be our store: an address may lead to another one than before.
 *
 * @returns whether it is part of a cluster, where one script may only touch one slot; assumed where it cannot be asked
 * @throws UnsuitableServerError that says what it is and what is needed
 */
export async function checkServer(connection: Connection): Promise<{ readonly isCluster: boolean }> {
  const { version, mode, role, server } = greetingOf(await ask(connection, ['HELLO']));
  if (server === 'redis' && Number.parseInt(version ?? '', 10) < oldestMajor) {
    throw new UnsuitableServerError(`it is Redis ${version}, and Redis ${oldestMajor} or newer (or Valkey) is needed`);
  }
  if (mode === 'sentinel') throw new UnsuitableServerError('it is a Sentinel, which keeps nothing itself');
  if (role === 'replica' || role === 'slave') throw new UnsuitableServerError('it is a replica, which takes no writes');
  if (mode === 'cluster' && (await mastersOf(connection)) > 1) {
    throw new UnsuitableServerError(
      'it is one of several masters of a cluster, and one server (or a cluster of one) is needed',
    );
  }
  return { isCluster: mode !== 'standalone' };
}
