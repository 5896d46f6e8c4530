import type { Status } from '@tillside/protocol';
import type { AwayCause, FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { MissedRows } from './missed.ts';
import type { Admit } from './presence.ts';
import type { Versions } from './version.ts';

interface Found {
  readonly status: Status;
  readonly cause: AwayCause | null;
}

export function createStatus(
  engine: Engine,
  admit: Admit,
  missed: MissedRows,
  versions: Versions,
): Pick<FloorPort, 'setStatus' | 'pause'> {
  const find = engine.query<Found>('SELECT status, cause FROM floor_reps WHERE team = ? AND rep = ?');
  // Who becomes available is idle from now on; every other change leaves the idle time alone.
  const put = engine.query(`
    UPDATE floor_reps SET status = ?3, idle_since = iif(?3 = 'available', ?4, idle_since), cause = NULL
    WHERE team = ?1 AND rep = ?2`);
  const pause = engine.query(
    "UPDATE floor_reps SET status = 'away', cause = ? WHERE team = ? AND rep = ? AND status = 'available'",
  );

  return {
    setStatus: (team, rep, status, nowMs) =>
      engine.write((turn) => {
        admit(team, rep);
        const found = find.get(team, rep);
        if (found?.status === status && found.cause === null) return;
        put.run(team, rep, status, turn.now);
        if (status === 'available') missed.reset(team, rep);
        versions.raise(team, turn);
      }, nowMs),
    pause: (team, rep, cause, nowMs) =>
      engine.write((turn) => {
        if (pause.run(cause, team, rep) === 0) return 'unchanged';
        versions.raise(team, turn);
        return 'paused';
      }, nowMs),
  };
}
