import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asNumber } from '../script/reply.ts';

const script = defineScript('failure-wait', ['failures']);

/** How long the slowest of these names must still wait. */
export async function failureWait(link: Link, names: readonly string[], nowMs: NowMs): Promise<number> {
  return asNumber(await script(link, names.map(keys.failures), [], nowMs));
}
