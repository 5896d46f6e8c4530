import { turnCost } from '../../core/queue.ts';
import type { ClaimRequest, ClaimResult, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { joinFields } from '../script/fields.ts';
import { asNumber, asText, unexpected } from '../script/reply.ts';
import { askWithRoster, choiceArgs } from './put-roster.ts';

const script = defineScript('claim-rep', ['floor', 'choice']);

/** Takes a slot of the best candidate. */
export async function claimRep(link: Link, request: ClaimRequest, nowMs: NowMs): Promise<ClaimResult> {
  const { team, claim, site, conversation, state, dueAfterMs, order, version, serves } = request;
  const args = [
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
  ];
  const slot = [
    keys.ready(team),
    keys.present(team),
    keys.loads(team),
    keys.claims(team),
    keys.floorVersion(team),
    keys.turns(team),
  ];
  const reply = await askWithRoster(link, request, (roster) => script(link, [roster, ...slot], args, nowMs));
  const [kind, detail, dueAt] = reply;
  if (kind === 'claimed') return { kind, rep: asText(detail), dueAt: asNumber(dueAt) };
  if (kind === 'none' && (detail === 'nobody' || detail === 'at_capacity' || detail === 'moved_on')) {
    return { kind, reason: detail };
  }
  throw unexpected('what became of a claim', reply);
}
