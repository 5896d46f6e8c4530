import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '../../ports/index.ts';
import type { Room } from '../../ports/index.ts';
import { isCommandRefused } from '../link/errors.ts';
import type { Link } from '../link/link.ts';
import { asText } from '../script/reply.ts';

const lookEveryMs = 100;
/** Some gigabytes are written anew in this time. */
const patienceMs = 10 * 60_000;

const fact = (info: string, name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
const info = async (link: Link, section: string): Promise<string> => asText(await link.send(['INFO', section]));

/** Starts it once nothing of the kind is under way, and waits for its end: what was under way before does not count, for it began too early. */
async function anew(link: Link, command: 'BGREWRITEAOF' | 'BGSAVE', busy: string, status: string): Promise<void> {
  const end = performance.now() + patienceMs;
  const isUnderWay = (facts: string) =>
    fact(facts, busy) === '1' ||
    fact(facts, 'rdb_bgsave_in_progress') === '1' ||
    fact(facts, 'aof_rewrite_scheduled') === '1';
  const idle = async () => {
    while (isUnderWay(await info(link, 'persistence'))) {
      if (performance.now() > end) throw new StoreUnavailableError(`Redis did not end ${command} in ten minutes.`);
      await delay(lookEveryMs);
    }
  };
  await idle();
  await link.send([command]);
  await delay(lookEveryMs);
  await idle();
  const outcome = fact(await info(link, 'persistence'), status);
  if (outcome !== 'ok')
    throw new StoreUnavailableError(`Redis could not write its files anew (${command}: ${outcome}). Its log says why.`);
}

/** Rewrites the files: what was deleted lies in the append-only file until then, and in a snapshot until the next one. */
export async function scrub(link: Link): Promise<void> {
  try {
    const facts = await info(link, 'persistence');
    if (fact(facts, 'aof_enabled') === '1')
      await anew(link, 'BGREWRITEAOF', 'aof_rewrite_in_progress', 'aof_last_bgrewrite_status');
    await anew(link, 'BGSAVE', 'rdb_bgsave_in_progress', 'rdb_last_bgsave_status');
  } catch (error) {
    if (!isCommandRefused(error)) throw error;
    throw new StoreUnavailableError(
      'Redis does not let this user write its files anew, so what was deleted is still in them: run BGREWRITEAOF and BGSAVE yourself, or allow this user INFO, BGREWRITEAOF and BGSAVE.',
      { cause: error },
    );
  }
}

export async function room(link: Link): Promise<Room> {
  const facts = await info(link, 'memory');
  const most = Number(fact(facts, 'maxmemory'));
  return { usedBytes: Number(fact(facts, 'used_memory')), ...(most > 0 ? { mostBytes: most } : {}) };
}
