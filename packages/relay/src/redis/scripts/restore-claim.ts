import type { Claim, NowMs } from '../../ports/index.ts';
import { keysOfClaims } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { joinFields } from '../script/fields.ts';

const script = defineScript('restore-claim', ['floor']);

/** Puts back a claim that the floor lost. */
export async function restoreClaim(
  link: Link,
  team: string,
  { claim, rep, state, dueAt, at, site, conversation }: Claim,
  nowMs: NowMs,
): Promise<void> {
  const value = joinFields(rep, state, dueAt ?? '', at, site, conversation);
  await script(link, keysOfClaims(team), [team, claim, value, rep], nowMs);
}
