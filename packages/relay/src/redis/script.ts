import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NowMs } from '../ports/index.ts';
import { send } from './connection.ts';
import type { Connection, Reply } from './connection.ts';

/** One Lua script: one atomic operation on one slot. */
export type Script = (connection: Connection, keys: readonly string[], args: readonly string[]) => Promise<Reply>;

const folder = join(import.meta.dirname, 'scripts');

const read = (name: string) => readFileSync(join(folder, `${name}.lua`), 'utf8');
const prelude = read('prelude');
const floor = read('floor');

/** Loads `scripts/NAME.lua` once. */
export function defineScript(name: string): Script {
  return define(`${prelude}\n${read(name)}`);
}

/** A script of a team's slot. */
export function defineFloorScript(name: string): Script {
  return define(`${prelude}\n${floor}\n${read(name)}`);
}

/** Sends a script's hash, and its text only to a server that does not know it. */
function define(text: string): Script {
  const sha = createHash('sha1').update(text).digest('hex');
  return async (connection, keys, args) => {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await send(connection, ['EVALSHA', sha, ...rest]);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return send(connection, ['EVAL', text, ...rest]);
    }
  };
}

/** `nowMs` as scripts take it; empty means the store's own time. */
export function timeArg(nowMs: NowMs): string {
  return nowMs === undefined ? '' : String(nowMs);
}

/** @throws Error when a script answered something else than its wrapper expects: a fault of ours. */
export function asList(reply: Reply): readonly Reply[] {
  if (!Array.isArray(reply)) throw new Error(`A script answered ${JSON.stringify(reply)} where a list was due.`);
  return reply;
}

export function asText(reply: Reply | undefined): string {
  if (typeof reply !== 'string') throw new Error(`A script answered ${JSON.stringify(reply)} where a text was due.`);
  return reply;
}

/** Numbers come as integers or, in hashes, as text. */
export function asNumber(reply: Reply | undefined): number {
  return Number(asOptional(reply) ?? 0);
}

export function asOptional(reply: Reply | undefined): string | undefined {
  return reply === null || reply === undefined || reply === '' ? undefined : String(reply);
}

/** A flat list of names and values, as HGETALL answers. */
export function asRecord(reply: Reply | undefined): Readonly<Record<string, string>> {
  const list = asList(reply ?? []);
  const record: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let index = 0; index + 1 < list.length; index += 2) record[String(list[index])] = String(list[index + 1]);
  return record;
}
