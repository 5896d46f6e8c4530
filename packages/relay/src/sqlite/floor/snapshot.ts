import type { Status } from '@tillside/protocol';
import { inOrder } from '../../core/queue.ts';
import { byMessageShown } from '../../ports/index.ts';
import type { AwayCause, FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { claimOf } from './claim-rows.ts';
import type { ClaimRow } from './claim-rows.ts';
import type { GrantRows } from './grants.ts';
import type { MissedRows } from './missed.ts';
import { isLost, isPresent } from './presence.ts';
import type { LeasesOf } from './presence.ts';
import type { QueueRows } from './queue.ts';
import type { TurnRows } from './turns.ts';
import type { Versions } from './version.ts';

interface RepRow {
  readonly rep: string;
  readonly status: Status;
  readonly idle_since: number;
  readonly load: number;
  readonly cause: AwayCause | null;
}

export interface Shown {
  readonly leasesOf: LeasesOf;
  readonly queue: QueueRows;
  readonly turns: TurnRows;
  readonly grants: GrantRows;
  readonly missed: MissedRows;
  readonly versions: Versions;
}

export function createSnapshot(engine: Engine, shown: Shown): FloorPort['snapshot'] {
  const reps = engine.query<RepRow>(
    'SELECT rep, status, idle_since, load, cause FROM floor_reps WHERE team = ? ORDER BY rep',
  );
  const claims = engine.query<ClaimRow>('SELECT * FROM floor_claims WHERE team = ? ORDER BY claim');

  return (team, nowMs) =>
    engine.read((now) => {
      const leases = shown.leasesOf(team);
      const missed = shown.missed.of(team);
      const turns = shown.turns.of(team);
      return {
        at: now,
        reps: reps.all(team).map(({ rep, status, idle_since: idleSince, load, cause }) => ({
          rep,
          status,
          isPresent: isPresent(leases.get(rep), now),
          isLost: isLost(leases.get(rep), now),
          load,
          idleSince,
          ...(cause === null ? {} : { cause }),
          ...(missed.has(rep) ? { missed: missed.get(rep) ?? 0 } : {}),
        })),
        claims: claims.all(team).map(claimOf),
        queue: inOrder(shown.queue.waiting(team), turns),
        byMessage: shown.queue.byMessage(team, byMessageShown),
        turns,
        grants: shown.grants.of(team, now),
        version: shown.versions.of(team),
      };
    }, nowMs);
}
