import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asNumber } from '../script/reply.ts';

const script = defineScript('time');

/** What time it is where the floor lies. */
export async function time(link: Link, team: string, nowMs: NowMs): Promise<number> {
  return asNumber(await script(link, [keys.floorVersion(team)], [], nowMs));
}
