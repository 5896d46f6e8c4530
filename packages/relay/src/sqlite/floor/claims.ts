import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { ClaimRows } from './claim-rows.ts';
import type { Admit } from './presence.ts';

/** What becomes of a claim. */
export function createClaims(
  engine: Engine,
  rows: ClaimRows,
  admit: Admit,
): Pick<FloorPort, 'confirmClaim' | 'releaseClaim' | 'restoreClaim'> {
  const confirm = engine.query("UPDATE floor_claims SET state = 'confirmed', due_at = ? WHERE team = ? AND claim = ?");
  const remove = engine.query<{ rep: string }>('DELETE FROM floor_claims WHERE team = ? AND claim = ? RETURNING rep');
  const becomeIdle = engine.query('UPDATE floor_reps SET idle_since = ? WHERE team = ? AND rep = ?');

  return {
    confirmClaim: (team, claim, dueAfterMs, nowMs) =>
      engine.write((turn) => {
        const dueAt = dueAfterMs === undefined ? null : turn.now + dueAfterMs;
        if (confirm.run(dueAt, team, claim) === 0) return 'unknown';
        turn.ring(`team/${team}`);
        return 'confirmed';
      }, nowMs),
    releaseClaim: (team, claim, nowMs) =>
      engine.write((turn) => {
        const released = remove.get(team, claim);
        if (released === undefined) return 'unknown';
        becomeIdle.run(turn.now, team, released.rep);
        turn.ring(`team/${team}`);
        return 'released';
      }, nowMs),
    restoreClaim: (team, claim, nowMs) =>
      engine.write((turn) => {
        if (rows.find.get(team, claim.claim) !== undefined) return;
        admit(team, claim.rep);
        rows.insert(team, claim);
        turn.ring(`team/${team}`);
      }, nowMs),
  };
}
