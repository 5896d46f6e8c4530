import type { ClaimRequest, ClaimResult, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { checkField, joinFields } from '../script/fields.ts';
import { asList, asNumber, asText, unexpected } from '../script/reply.ts';

const script = defineScript('claim-rep', ['floor']);

/** Takes a slot of the best candidate. */
export async function claimRep(
  link: Link,
  { team, claim, site, conversation, state, dueAfterMs, candidates, prefer = '', exclude = [] }: ClaimRequest,
  nowMs: NowMs,
): Promise<ClaimResult> {
  const reply = await script(
    link,
    [keys.reps(team), keys.leases(team), keys.claims(team)],
    [
      team,
      claim,
      state,
      String(dueAfterMs),
      joinFields(site, conversation),
      prefer,
      String(candidates.length),
      ...candidates.flatMap(({ rep, capacity }) => [checkField(rep), String(capacity)]),
      ...exclude,
    ],
    nowMs,
  );
  const [kind, detail, dueAt] = asList(reply);
  if (kind === 'claimed') return { kind, rep: asText(detail), dueAt: asNumber(dueAt) };
  if (kind === 'none' && (detail === 'nobody' || detail === 'at_capacity')) return { kind, reason: detail };
  throw unexpected('what became of a claim', reply);
}
