import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { createChoice } from './claim-rep.ts';
import { createClaimRows } from './claim-rows.ts';
import { createClaims } from './claims.ts';
import { createGrants } from './grants.ts';
import { createMissed } from './missed.ts';
import { createAdmit, createLeasesOf, createRenewPresence } from './presence.ts';
import { createQueue } from './queue.ts';
import { createRecount } from './recount.ts';
import { createReleased } from './released.ts';
import { createSnapshot } from './snapshot.ts';
import { createStandings } from './standings.ts';
import { createStatus } from './status.ts';
import { createTurns } from './turns.ts';
import { createVersions } from './version.ts';

export function createFloor(engine: Engine): FloorPort {
  const rows = createClaimRows(engine);
  const leasesOf = createLeasesOf(engine);
  const admit = createAdmit(engine);
  const versions = createVersions(engine);
  const turns = createTurns(engine);
  const standings = createStandings(engine);
  const queue = createQueue(engine, turns, standings);
  const grants = createGrants(engine);
  const missed = createMissed(engine);
  const released = createReleased(engine);
  return {
    ...createStatus(engine, admit, missed, versions),
    ...missed.port,
    renewPresence: createRenewPresence(engine, leasesOf, admit, versions),
    ...createChoice(engine, rows, standings, turns, versions),
    ...createClaims(engine, { rows, admit, missed, released, versions }),
    ...queue.port,
    ...grants.port,
    recount: createRecount(engine, versions),
    time: (_team, nowMs) => engine.read((now) => now, nowMs),
    snapshot: createSnapshot(engine, { leasesOf, queue, turns, grants, missed, versions }),
  };
}
