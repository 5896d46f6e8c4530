import type { Status } from '@tillside/protocol';
import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

export function createSetStatus(engine: Engine): FloorPort['setStatus'] {
  const find = engine.query<{ status: Status }>('SELECT status FROM floor_reps WHERE team = ? AND rep = ?');
  // Who becomes available is idle from now on; every other change leaves the idle time alone.
  const put = engine.query(`
    INSERT INTO floor_reps (team, rep, status, idle_since) VALUES (?1, ?2, ?3, iif(?3 = 'available', ?4, 0))
    ON CONFLICT DO UPDATE SET status = ?3, idle_since = iif(?3 = 'available', ?4, idle_since)`);
  return (team, rep, status, nowMs) =>
    engine.write((turn) => {
      if (find.get(team, rep)?.status === status) return;
      put.run(team, rep, status, turn.now);
      turn.ring(`team/${team}`);
    }, nowMs);
}
