import type { Standing } from '../../core/choice.ts';
import type { AssignRequest, RankRequest } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { isPresent } from './presence.ts';

/** The candidates as the floor knows them now: for live work those who are available and present are ready, by message everybody is. */
export interface Standings {
  live(request: Pick<RankRequest, 'team' | 'candidates'>, now: number): readonly Standing[];
  byMessage(request: Pick<AssignRequest, 'team' | 'candidates'>): readonly Standing[];
}

export function createStandings(engine: Engine): Standings {
  const available = engine.query<{ rep: string; idle_since: number; load: number; until: number | null }>(`
    SELECT rep, idle_since, load,
      (SELECT max(until) FROM floor_leases AS l WHERE l.team = r.team AND l.rep = r.rep) AS until
    FROM floor_reps AS r WHERE team = ? AND status = 'available'`);
  const message = engine.query<{ idle_since: number | null; load: number }>(`
    SELECT (SELECT idle_since FROM floor_reps WHERE team = ?1 AND rep = ?2) AS idle_since,
      (SELECT count(*) FROM floor_messages WHERE team = ?1 AND rep = ?2) AS load`);

  return {
    live: ({ team, candidates }, now) => {
      const known = new Map(available.all(team).map((row) => [row.rep, row]));
      return candidates.map((candidate) => {
        const { load = 0, idle_since: idleSince = 0, until } = known.get(candidate.rep) ?? {};
        return { ...candidate, load, idleSince, isReady: isPresent(until ?? undefined, now) };
      });
    },
    byMessage: ({ team, candidates }) =>
      candidates.map((candidate) => {
        const { load = 0, idle_since: idleSince } = message.get(team, candidate.rep) ?? {};
        return { ...candidate, load, idleSince: idleSince ?? 0, isReady: true };
      }),
  };
}
