import type { Status } from '@tillside/protocol';
import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { claimOf } from './claim-rows.ts';
import type { ClaimRow, ClaimRows } from './claim-rows.ts';
import { isLost, isPresent } from './presence.ts';
import type { LeasesOf } from './presence.ts';

export function createSnapshot(engine: Engine, rows: ClaimRows, leasesOf: LeasesOf): FloorPort['snapshot'] {
  const reps = engine.query<{ rep: string; status: Status; idle_since: number }>(
    'SELECT rep, status, idle_since FROM floor_reps WHERE team = ? ORDER BY rep',
  );
  const claims = engine.query<ClaimRow>('SELECT * FROM floor_claims WHERE team = ? ORDER BY claim');
  const queue = engine.query<{ conversation: string; site: string; queued_at: number }>(
    'SELECT conversation, site, queued_at FROM floor_queue WHERE team = ? ORDER BY queued_at, conversation',
  );

  return (team, nowMs) =>
    engine.read((now) => {
      const leases = leasesOf(team);
      const loads = new Map(rows.loads.all(team).map(({ rep, load }) => [rep, load]));
      return {
        at: now,
        reps: reps.all(team).map(({ rep, status, idle_since: idleSince }) => ({
          rep,
          status,
          isPresent: isPresent(leases.get(rep), now),
          isLost: isLost(leases.get(rep), now),
          load: loads.get(rep) ?? 0,
          idleSince,
        })),
        claims: claims.all(team).map(claimOf),
        queue: queue.all(team).map(({ conversation, site, queued_at: queuedAt }) => ({ conversation, site, queuedAt })),
      };
    }, nowMs);
}
