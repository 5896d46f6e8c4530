import { turnCost } from '../../core/queue.ts';
import type { ClaimRequest, ClaimResult, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { joinFields } from '../script/fields.ts';
import { asList, asNumber, asText, unexpected } from '../script/reply.ts';
import { choiceArgs } from './lib/choice.ts';

const script = defineScript('claim-rep', ['floor', 'choice']);

/** Takes a slot of the best candidate. */
export async function claimRep(link: Link, request: ClaimRequest, nowMs: NowMs): Promise<ClaimResult> {
  const { team, claim, site, conversation, state, dueAfterMs, order, version, serves } = request;
  const reply = await script(
    link,
    [
      keys.reps(team),
      keys.leases(team),
      keys.claims(team),
      keys.floorVersion(team),
      keys.turns(team),
      keys.released(team),
    ],
    [
      team,
      claim,
      state,
      String(dueAfterMs),
      joinFields(site, conversation),
      String(version ?? ''),
      serves?.site ?? '',
      serves === undefined ? '' : String(turnCost(serves.share)),
      ...choiceArgs(request),
      String(order?.length ?? ''),
      ...(order ?? []),
    ],
    nowMs,
  );
  const [kind, detail, dueAt] = asList(reply);
  if (kind === 'claimed') return { kind, rep: asText(detail), dueAt: asNumber(dueAt) };
  if (kind === 'none' && (detail === 'nobody' || detail === 'at_capacity' || detail === 'moved_on')) {
    return { kind, reason: detail };
  }
  throw unexpected('what became of a claim', reply);
}
