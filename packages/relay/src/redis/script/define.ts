import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailableError } from '../../ports/index.ts';
import type { NowMs } from '../../ports/index.ts';
import { bellPrefix } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';

/**
 * One Lua script: one atomic operation on one slot. `nowMs` left out means the store's own time.
 *
 * @throws StoreUnavailableError when there is no answer, or one to another question
 */
export type Script = (
  link: Link,
  keys: readonly string[],
  args: readonly string[],
  nowMs?: NowMs,
) => Promise<Reply | undefined>;

const folder = join(import.meta.dirname, '..', 'scripts');

/** Which script has which hash. */
const names = new Map<string, string>();

/** The name of a script by the hash that `EVALSHA` takes. */
export function scriptNamed(sha: string): string | undefined {
  return names.get(sha);
}

const read = (name: string) => readFileSync(join(folder, `${name}.lua`), 'utf8');

/**
 * A script's whole text. Its own first line stays the first: `#!lua` makes the server refuse it before it begins, where memory is full or
 * the server takes no writes. The body becomes a function, so that its answer can be sent with the question it belongs to.
 */
function textOf(name: string, libraries: readonly string[]): string {
  const own = read(name);
  const eol = own.indexOf('\n');
  const parts = ['prelude', ...libraries].map((library) => read(`lib/${library}`));
  return [
    own.slice(0, eol),
    `local bell_prefix = '${bellPrefix}'`,
    ...parts,
    'local function answer()',
    own.slice(eol + 1),
    'end',
    'return { question, answer() }',
  ].join('\n');
}

let asked = 0;

/** Loads `scripts/NAME.lua` with its libraries, once. A server that does not know it is sent the text. */
export function defineScript(name: string, libraries: readonly string[] = []): Script {
  const text = textOf(name, libraries);
  const sha = createHash('sha1').update(text).digest('hex');
  names.set(sha, name);
  return async (link, keys, args, nowMs) => {
    const question = (asked += 1).toString(36);
    const rest = [String(keys.length), ...keys, ...args, nowMs === undefined ? '' : String(nowMs), question];
    let reply: Reply;
    try {
      reply = await link.send(['EVALSHA', sha, ...rest]);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      reply = await link.send(['EVAL', text, ...rest]);
    }
    const [of, answer] = Array.isArray(reply) ? (reply as readonly Reply[]) : [];
    if (of !== question) {
      // Answers are off their questions: whatever else is on its way on this connection is somebody else's.
      link.drop(`${name} was answered with another question's answer`);
      throw new StoreUnavailableError(`Redis answered another question than ${name}; the connection was dropped.`);
    }
    return answer;
  };
}
