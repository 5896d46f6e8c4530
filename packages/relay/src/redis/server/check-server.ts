import { asNumber, asOptional, asRecord } from '../script/reply.ts';
import { UnsuitableServerError } from '../link/errors.ts';
import { StoreUnavailableError } from '../../ports/index.ts';
import type { Link } from '../link/link.ts';
import type { Reply } from '../link/connection.ts';

/** Scripts that declare themselves (`#!lua`) came with it. */
const oldestMajor = 7;

/** What a server says about itself; empty where this user may not ask. */
async function ask(link: Link, command: readonly string[]): Promise<Reply | undefined> {
  try {
    return await link.send(command);
  } catch (error) {
    if (error instanceof StoreUnavailableError && !/NOPERM/.test(error.message)) throw error;
    return undefined;
  }
}

/** HELLO answers names and values of which one, the modules, is a list. */
function greetingOf(reply: Reply | undefined): Readonly<Record<string, string>> {
  return Array.isArray(reply) ? asRecord(reply.map((value: Reply) => (Array.isArray(value) ? '' : String(value)))) : {};
}

async function mastersOf(link: Link): Promise<number> {
  const info = asOptional(await ask(link, ['CLUSTER', 'INFO'])) ?? '';
  return asNumber(/^cluster_size:(\d+)/m.exec(info)?.[1] ?? '1');
}

/**
 * Looks whether this server can be our store at all.
 *
 * @returns whether it is part of a cluster, where one script may only touch one slot; assumed where it cannot be asked
 * @throws UnsuitableServerError that says what it is and what is needed
 */
export async function checkServer(link: Link): Promise<{ readonly isCluster: boolean }> {
  const { version, mode, role, server } = greetingOf(await ask(link, ['HELLO']));
  if (server === 'redis' && Number.parseInt(version ?? '', 10) < oldestMajor) {
    throw new UnsuitableServerError(`it is Redis ${version}, and Redis ${oldestMajor} or newer (or Valkey) is needed`);
  }
  if (mode === 'sentinel') throw new UnsuitableServerError('it is a Sentinel, which keeps nothing itself');
  if (role !== undefined && role !== 'master')
    throw new UnsuitableServerError('it is a replica, which takes no writes');
  if (mode === 'cluster' && (await mastersOf(link)) > 1) {
    throw new UnsuitableServerError(
      'it is one of several masters of a cluster, and one server (or a cluster of one) is needed',
    );
  }
  return { isCluster: mode !== 'standalone' };
}
