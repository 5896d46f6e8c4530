import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { ClaimRows } from './claim-rows.ts';
import type { MissedRows } from './missed.ts';
import type { Admit } from './presence.ts';
import type { Released } from './released.ts';
import type { Versions } from './version.ts';

/** What a claim works with. */
export interface ClaimParts {
  readonly rows: ClaimRows;
  readonly admit: Admit;
  readonly missed: MissedRows;
  readonly released: Released;
  readonly versions: Versions;
}

/** What becomes of a claim. */
export function createClaims(
  engine: Engine,
  { rows, admit, missed, released, versions }: ClaimParts,
): Pick<FloorPort, 'hasClaim' | 'confirmClaim' | 'releaseClaim' | 'restoreClaim'> {
  const confirm = engine.query("UPDATE floor_claims SET state = 'confirmed', due_at = ? WHERE team = ? AND claim = ?");
  const remove = engine.query<{ rep: string }>('DELETE FROM floor_claims WHERE team = ? AND claim = ? RETURNING rep');
  const becomeIdle = engine.query('UPDATE floor_reps SET idle_since = ? WHERE team = ? AND rep = ?');

  return {
    hasClaim: (team, claim) => engine.read(() => rows.find.get(team, claim) !== undefined),
    confirmClaim: (team, claim, dueAfterMs, nowMs) =>
      engine.write((turn) => {
        const before = rows.find.get(team, claim);
        if (before === undefined) return 'unknown';
        confirm.run(dueAfterMs === undefined ? null : turn.now + dueAfterMs, team, claim);
        // A ring that ends without another time was answered.
        const isAnswered = before.state === 'confirmed' && before.due_at !== null && dueAfterMs === undefined;
        if (isAnswered) missed.reset(team, before.rep);
        turn.ring(`team/${team}`);
        return 'confirmed';
      }, nowMs),
    releaseClaim: (team, claim, nowMs) =>
      engine.write((turn) => {
        const removed = remove.get(team, claim);
        if (removed === undefined) return 'unknown';
        released.note(team, claim, turn.now);
        becomeIdle.run(turn.now, team, removed.rep);
        versions.raise(team, turn);
        return 'released';
      }, nowMs),
    restoreClaim: (team, claim, nowMs) =>
      engine.write((turn) => {
        if (rows.find.get(team, claim.claim) !== undefined || released.has(team, claim.claim)) return;
        admit(team, claim.rep);
        rows.insert(team, claim);
        versions.raise(team, turn);
      }, nowMs),
  };
}
