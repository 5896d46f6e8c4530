import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NowMs } from '../../ports/index.ts';
import { bellPrefix } from '../keys.ts';
import type { Connection, Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { asList } from './reply.ts';

/** One Lua script: one atomic operation on one slot. `nowMs` left out means the store's own time. */
export type Script = (link: Link, keys: readonly string[], args: readonly string[], nowMs?: NowMs) => Promise<Reply>;

const folder = join(import.meta.dirname, '..', 'scripts');

/** Every script, by the hash that `EVALSHA` takes. */
const defined = new Map<string, { readonly name: string; readonly text: string }>();

export function scriptNamed(sha: string): string | undefined {
  return defined.get(sha)?.name;
}

/**
 * Makes every script known to the server behind a fresh connection, sending those it lacks. One that had to be sent while others were under
 * way would be overtaken by them.
 */
export async function loadScripts(connection: Connection): Promise<void> {
  const known = asList(await connection.sendCommand<Reply & string>(['SCRIPT', 'EXISTS', ...defined.keys()]));
  const missing = [...defined.values()].filter((_, index) => known[index] !== 1);
  await Promise.all(missing.map(({ text }) => connection.sendCommand(['SCRIPT', 'LOAD', text])));
}

const read = (name: string) => readFileSync(join(folder, `${name}.lua`), 'utf8');

/**
 * A script's whole text. Its own first line stays the first: `#!lua` makes the server refuse it before it begins, where memory is full or
 * the server takes no writes. `allow-oom` is for those that give back or only write over: reps must not be lost because memory is full.
 */
function textOf(name: string, libraries: readonly string[]): string {
  const own = read(name);
  const eol = own.indexOf('\n');
  const parts = ['prelude', ...libraries].map((library) => read(`lib/${library}`));
  return [own.slice(0, eol), `local bell_prefix = '${bellPrefix}'`, ...parts, own.slice(eol + 1)].join('\n');
}

/** Loads `scripts/NAME.lua` with its libraries, once. A server that was told to forget it is sent the text. */
export function defineScript(name: string, libraries: readonly string[] = []): Script {
  const text = textOf(name, libraries);
  const sha = createHash('sha1').update(text).digest('hex');
  defined.set(sha, { name, text });
  return async (link, keys, args, nowMs) => {
    const rest = [String(keys.length), ...keys, ...args, nowMs === undefined ? '' : String(nowMs)];
    try {
      return await link.send(['EVALSHA', sha, ...rest]);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return link.send(['EVAL', text, ...rest]);
    }
  };
}
