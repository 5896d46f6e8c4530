import type { Connection, Reply } from '../link/connection.ts';
import { isCommandRefused } from '../link/errors.ts';
import { asRecord } from '../script/reply.ts';

/** A setting of the server under which what was acknowledged may be lost. */
export interface UnsafeSetting {
  readonly setting: string;
  readonly value: string;
  readonly needed: string;
  readonly why: string;
}

/** As docs/operations.md asks for it. */
const wanted: readonly Omit<UnsafeSetting, 'value'>[] = [
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

/** The settings that are not as they should be; none where the server does not let this user look. */
export async function unsafeSettings(connection: Connection): Promise<readonly UnsafeSetting[]> {
  let values: Readonly<Record<string, string>>;
  try {
    const names = wanted.map(({ setting }) => setting);
    values = asRecord(await connection.sendCommand<Reply & string>(['CONFIG', 'GET', ...names]));
  } catch (error) {
    if (isCommandRefused(error)) return [];
    throw error;
  }
  return wanted.flatMap((one) => {
    const value = values[one.setting];
    return value === undefined || value === one.needed ? [] : [{ ...one, value }];
  });
}
