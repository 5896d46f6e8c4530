import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asNumber } from '../script/reply.ts';
import { keepMs } from './lib/keep.ts';

const script = defineScript('count-failure', ['failures']);

/** They count for an hour (failures.lua). */
const livesMs = 3_600_000;

/** Counts a failed attempt under each name; resolves to the longest wait. */
export async function countFailure(link: Link, names: readonly string[], nowMs: NowMs): Promise<number> {
  return asNumber(await script(link, names.map(keys.failures), [String(livesMs + keepMs)], nowMs));
}
