import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { unexpected } from '../script/reply.ts';

const script = defineScript('end-grant', ['grants']);

/** Ends an invitation under way. */
export async function endGrant(link: Link, team: string, grant: string, nowMs: NowMs): Promise<'ended' | 'unknown'> {
  const reply = await script(link, [keys.grants(team)], [grant], nowMs);
  if (reply === 'ended' || reply === 'unknown') return reply;
  throw unexpected('whether a grant ended', reply);
}
