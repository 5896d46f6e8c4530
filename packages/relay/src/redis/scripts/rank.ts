import { rankedAtMost } from '../../ports/index.ts';
import type { NowMs, RankRequest, Ranking } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, asText } from '../script/reply.ts';
import { choiceArgs } from './lib/choice.ts';

const script = defineScript('rank', ['floor', 'choice']);

/** Who would be claimed now. */
export async function rank(link: Link, request: RankRequest, nowMs: NowMs): Promise<Ranking> {
  const { team, work = 'live' } = request;
  const answer = await script(
    link,
    [keys.reps(team), keys.leases(team), keys.claims(team), keys.floorVersion(team), keys.messageSites(team)],
    [work, String(rankedAtMost), ...choiceArgs(request)],
    nowMs,
  );
  const [at, found] = asList(answer);
  const version = asNumber(at);
  if (found === 'nobody' || found === 'at_capacity') return { version, reps: [], reason: found };
  return { version, reps: asList(found).map(asText) };
}
