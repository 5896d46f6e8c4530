import type { Status } from '@tillside/protocol';
import type { ClaimRequest, ClaimResult, FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Turn } from '../engine/writer.ts';
import { choose } from './choose.ts';
import type { Standing } from './choose.ts';
import type { ClaimRows } from './claim-rows.ts';
import { isPresent } from './presence.ts';
import type { LeasesOf } from './presence.ts';

export function createClaimRep(engine: Engine, rows: ClaimRows, leasesOf: LeasesOf): FloorPort['claimRep'] {
  const reps = engine.query<{ rep: string; status: Status; idle_since: number }>(
    'SELECT rep, status, idle_since FROM floor_reps WHERE team = ?',
  );

  function standingsOf({ team, candidates }: ClaimRequest, now: number): Standing[] {
    const leases = leasesOf(team);
    const loads = new Map(rows.loads.all(team).map(({ rep, load }) => [rep, load]));
    const known = new Map(reps.all(team).map((row) => [row.rep, row]));
    return candidates.map(({ rep, capacity }) => ({
      rep,
      capacity,
      load: loads.get(rep) ?? 0,
      idleSince: known.get(rep)?.idle_since ?? 0,
      isReady: known.get(rep)?.status === 'available' && isPresent(leases.get(rep), now),
    }));
  }

  function claimRep(request: ClaimRequest, turn: Turn): ClaimResult {
    const { team, claim, site, conversation, state, dueAfterMs } = request;
    const old = rows.find.get(team, claim);
    // The same answer as then, whatever became of the claim meanwhile.
    if (old !== undefined) return { kind: 'claimed', rep: old.rep, dueAt: old.at + dueAfterMs };
    const choice = choose(standingsOf(request, turn.now), request);
    if (choice.kind === 'none') return choice;
    const dueAt = turn.now + dueAfterMs;
    rows.insert(team, { claim, rep: choice.rep, site, conversation, state, dueAt, at: turn.now });
    turn.ring(`team/${team}`);
    return { kind: 'claimed', rep: choice.rep, dueAt };
  }

  return (request, nowMs) => engine.write((turn) => claimRep(request, turn), nowMs);
}
