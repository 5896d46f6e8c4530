import { rankedAtMost } from '../../ports/index.ts';
import type { NowMs, RankRequest, Ranking } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, asText } from '../script/reply.ts';
import { askWithRoster, choiceArgs } from './put-roster.ts';

const script = defineScript('rank', ['floor', 'choice']);

/** Who would be claimed now. */
export async function rank(link: Link, request: RankRequest, nowMs: NowMs): Promise<Ranking> {
  const { team } = request;
  const slot = [keys.ready(team), keys.present(team), keys.floorVersion(team)];
  const args = [String(rankedAtMost), ...choiceArgs(request)];
  const [at, found] = await askWithRoster(link, request, (roster) => script(link, [roster, ...slot], args, nowMs));
  const version = asNumber(at);
  if (found === 'nobody' || found === 'at_capacity') return { version, reps: [], reason: found };
  return { version, reps: asList(found).map(asText) };
}
