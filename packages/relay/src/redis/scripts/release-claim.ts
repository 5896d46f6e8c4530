import { releasedKeptMs } from '../../ports/index.ts';
import type { NowMs } from '../../ports/index.ts';
import { keysOfClaims } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { unexpected } from '../script/reply.ts';

const script = defineScript('release-claim', ['floor']);

/** Gives a slot back. */
export async function releaseClaim(
  link: Link,
  team: string,
  claim: string,
  nowMs: NowMs,
): Promise<'released' | 'unknown'> {
  const reply = await script(link, keysOfClaims(team), [team, claim, String(releasedKeptMs)], nowMs);
  if (reply === 'released' || reply === 'unknown') return reply;
  throw unexpected('whether a claim was released', reply);
}
