import type { Status } from '@tillside/protocol';
import type { Standing } from '../../core/choice.ts';
import type { RankRequest } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { ClaimRows } from './claim-rows.ts';
import { isPresent } from './presence.ts';
import type { LeasesOf } from './presence.ts';

/** The candidates as the floor knows them now. */
export type StandingsOf = (request: Pick<RankRequest, 'team' | 'candidates' | 'work'>, now: number) => Standing[];

export function createStandings(engine: Engine, rows: ClaimRows, leasesOf: LeasesOf): StandingsOf {
  const reps = engine.query<{ rep: string; status: Status; idle_since: number }>(
    'SELECT rep, status, idle_since FROM floor_reps WHERE team = ?',
  );
  const byMessage = engine.query<{ rep: string; load: number }>(
    'SELECT rep, count(*) AS load FROM floor_messages WHERE team = ? AND rep IS NOT NULL GROUP BY rep',
  );

  return ({ team, candidates, work = 'live' }, now) => {
    const isLive = work === 'live';
    const leases = leasesOf(team);
    const loads = new Map((isLive ? rows.loads : byMessage).all(team).map(({ rep, load }) => [rep, load]));
    const known = new Map(reps.all(team).map((row) => [row.rep, row]));
    return candidates.map((candidate) => ({
      ...candidate,
      load: loads.get(candidate.rep) ?? 0,
      idleSince: known.get(candidate.rep)?.idle_since ?? 0,
      isReady:
        !isLive || (known.get(candidate.rep)?.status === 'available' && isPresent(leases.get(candidate.rep), now)),
    }));
  };
}
