import type { Claim, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
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
  const slot = [
    keys.claims(team),
    keys.reps(team),
    keys.loads(team),
    keys.ready(team),
    keys.floorVersion(team),
    keys.released(team),
  ];
  await script(link, slot, [team, claim, value, rep], nowMs);
}
