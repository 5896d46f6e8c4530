import type { ClaimRequest, FloorPort, RepOnFloor, Store } from '../../src/ports/index.ts';
import { t0 } from './build.ts';

export const team = 'team_1';

/** A team's floor, with what every test of it needs. */
export interface FloorHand {
  readonly port: FloorPort;
  /** Makes reps available, one millisecond apart, and present on node `n1`, all at `t0`. */
  ready(...reps: readonly string[]): Promise<void>;
  claim(id: string, changes?: Partial<ClaimRequest>, nowMs?: number): ReturnType<FloorPort['claimRep']>;
  rep(id: string, nowMs?: number): Promise<RepOnFloor | undefined>;
}

export const adaAndBob = [
  { rep: 'rep_ada', capacity: 2 },
  { rep: 'rep_bob', capacity: 2 },
] as const;

export function floorOf(store: Store): FloorHand {
  const port = store.floor;
  return {
    port,
    ready: async (...reps) => {
      for (const [index, rep] of reps.entries()) await port.setStatus(team, rep, 'available', t0 - reps.length + index);
      await port.renewPresence(team, 'n1', reps, t0);
    },
    claim: (id, changes = {}, nowMs = t0) =>
      port.claimRep(
        {
          team,
          claim: id,
          site: 'site_1',
          conversation: `cnv_${id}`,
          state: 'unconfirmed',
          dueAfterMs: 5_000,
          candidates: adaAndBob,
          ...changes,
        },
        nowMs,
      ),
    rep: async (id, nowMs = t0) => (await port.snapshot(team, nowMs)).reps.find(({ rep }) => rep === id),
  };
}
