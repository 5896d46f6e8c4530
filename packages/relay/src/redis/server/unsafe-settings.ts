import type { Risk } from '../../ports/index.ts';
import type { Connection, Reply } from '../link/connection.ts';
import { isCommandRefused } from '../link/errors.ts';
import { asRecord, asText } from '../script/reply.ts';

/** As docs/operations.md asks for it. */
const wanted: readonly Omit<Risk, 'value'>[] = [
  {
    setting: 'appendonly',
    needed: 'yes',
    why: 'without the append-only file a restart loses whatever was acknowledged',
  },
  {
    setting: 'appendfsync',
    needed: 'always',
    why: 'acknowledged messages are lost when the server is killed while the disk is slow, or loses power',
  },
  {
    setting: 'no-appendfsync-on-rewrite',
    needed: 'no',
    why: 'acknowledged messages are lost when power goes while the append-only file is rewritten',
  },
  {
    setting: 'maxmemory-policy',
    needed: 'noeviction',
    why: 'conversations are deleted without a word when memory is full',
  },
];

/** A replica that is promoted has what reached it: the relay asks for none to have it before it acknowledges. */
async function replicaRisk(connection: Connection): Promise<readonly Risk[]> {
  const info = asText(await connection.sendCommand<Reply & string>(['INFO', 'replication']));
  const replicas = /^connected_slaves:(\d+)/m.exec(info)?.[1] ?? '0';
  if (replicas === '0') return [];
  return [
    {
      setting: 'replicaof',
      value: `${replicas} connected`,
      needed: 'no replica that takes over by itself',
      why: 'acknowledged messages that had not reached a replica yet are lost when it is promoted',
    },
  ];
}

/** What is not as it should be; nothing where the server does not let this user look. */
async function allowed(look: () => Promise<readonly Risk[]>): Promise<readonly Risk[]> {
  try {
    return await look();
  } catch (error) {
    if (isCommandRefused(error)) return [];
    throw error;
  }
}

async function settingRisks(connection: Connection): Promise<readonly Risk[]> {
  const names = wanted.map(({ setting }) => setting);
  const values = asRecord(await connection.sendCommand<Reply & string>(['CONFIG', 'GET', ...names]));
  return wanted.flatMap((one) => {
    const value = values[one.setting];
    return value === undefined || value === one.needed ? [] : [{ ...one, value }];
  });
}

/** How this server may lose what was acknowledged. */
export async function unsafeSettings(connection: Connection): Promise<readonly Risk[]> {
  const found = [await allowed(() => settingRisks(connection)), await allowed(() => replicaRisk(connection))];
  return found.flat();
}
