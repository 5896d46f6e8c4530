import type { Status } from '@tillside/protocol';
import { byMessageShown } from '../../ports/index.ts';
import type { FloorPort, QueueItem } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { claimOf } from './claim-rows.ts';
import type { ClaimRow, ClaimRows } from './claim-rows.ts';
import { isLost, isPresent } from './presence.ts';
import type { LeasesOf } from './presence.ts';

interface QueueRow {
  readonly conversation: string;
  readonly site: string;
  readonly queued_at: number;
}

const itemOf = ({ conversation, site, queued_at: queuedAt }: QueueRow): QueueItem => ({ conversation, site, queuedAt });

export function createSnapshot(engine: Engine, rows: ClaimRows, leasesOf: LeasesOf): FloorPort['snapshot'] {
  const reps = engine.query<{ rep: string; status: Status; idle_since: number }>(
    'SELECT rep, status, idle_since FROM floor_reps WHERE team = ? ORDER BY rep',
  );
  const claims = engine.query<ClaimRow>('SELECT * FROM floor_claims WHERE team = ? ORDER BY claim');
  const queue = engine.query<QueueRow>(
    'SELECT conversation, site, queued_at FROM floor_queue WHERE team = ? ORDER BY queued_at, conversation',
  );
  const messages = engine.query<QueueRow>(
    `SELECT conversation, site, queued_at FROM floor_messages WHERE team = ? ORDER BY queued_at, conversation LIMIT ${byMessageShown}`,
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
        queue: queue.all(team).map(itemOf),
        byMessage: messages.all(team).map(itemOf),
        turns: {},
        grants: [],
        version: 0,
      };
    }, nowMs);
}
