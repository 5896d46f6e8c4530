import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asNumber } from '../script/reply.ts';

const script = defineScript('read-budget', ['budget']);

/** How many were counted under this name today. */
export async function readBudget(link: Link, site: string, name: string, nowMs: NowMs): Promise<number> {
  return asNumber(await script(link, [keys.budgets(site)], [name], nowMs));
}
