import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { createClaimRep } from './claim-rep.ts';
import { createClaimRows } from './claim-rows.ts';
import { createClaims } from './claims.ts';
import { createAdmit, createLeasesOf, createRenewPresence } from './presence.ts';
import { createQueue } from './queue.ts';
import { createSnapshot } from './snapshot.ts';
import { createSetStatus } from './status.ts';

export function createFloor(engine: Engine): FloorPort {
  const rows = createClaimRows(engine);
  const leasesOf = createLeasesOf(engine);
  const admit = createAdmit(engine);
  return {
    setStatus: createSetStatus(engine),
    renewPresence: createRenewPresence(engine, leasesOf, admit),
    claimRep: createClaimRep(engine, rows, leasesOf),
    ...createClaims(engine, rows, admit),
    ...createQueue(engine),
    // Until the store keeps them: nothing is counted, nobody is ranked.
    rank: async () => ({ version: 0, reps: [], reason: 'nobody' }),
    pause: async () => 'unchanged',
    noteMissed: async () => 0,
    resetMissed: async () => {},
    takeGrant: async () => ({ kind: 'taken', live: 0 }),
    endGrant: async () => 'unknown',
    snapshot: createSnapshot(engine, rows, leasesOf),
  };
}
