import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Versions } from './version.ts';

/** By message nothing is counted beside the list itself: an index tells how many are whose. */
export function createRecount(engine: Engine, versions: Versions): FloorPort['recount'] {
  const wrong = engine.query<{ rep: string; counted: number }>(`
    SELECT rep, counted FROM (
      SELECT rep, load, (SELECT count(*) FROM floor_claims AS c WHERE c.team = r.team AND c.rep = r.rep) AS counted
      FROM floor_reps AS r WHERE team = ?
    ) WHERE load <> counted ORDER BY rep`);
  const put = engine.query('UPDATE floor_reps SET load = ? WHERE team = ? AND rep = ?');

  return (team, nowMs) =>
    engine.write((turn) => {
      const found = wrong.all(team);
      for (const { rep, counted } of found) put.run(counted, team, rep);
      if (found.length > 0) versions.raise(team, turn);
      return found.map(({ rep }) => rep);
    }, nowMs);
}
