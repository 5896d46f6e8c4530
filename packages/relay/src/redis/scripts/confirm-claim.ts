import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { unexpected } from '../script/reply.ts';

const script = defineScript('confirm-claim', ['floor']);

/** Binds a claim; due again after `dueAfterMs`, or never. */
export async function confirmClaim(
  link: Link,
  team: string,
  claim: string,
  dueAfterMs: number | undefined,
  nowMs: NowMs,
): Promise<'confirmed' | 'unknown'> {
  const reply = await script(
    link,
    [keys.claims(team), keys.missed(team)],
    [team, claim, String(dueAfterMs ?? '')],
    nowMs,
  );
  if (reply === 'confirmed' || reply === 'unknown') return reply;
  throw unexpected('whether a claim was confirmed', reply);
}
