import type { Fault } from '../fault.ts';
import { bellsLost } from './bells-lost.ts';
import { clock } from './clock.ts';
import { clusterFailover } from './cluster-failover.ts';
import { diskFullRedis, diskFullSqlite } from './disk-full.ts';
import { duplicatedTab } from './duplicated-tab.ts';
import { failover } from './failover.ts';
import { halfOpenClients } from './half-open-clients.ts';
import { halfOpen } from './half-open.ts';
import { latency } from './latency.ts';
import { powerLossRedis, powerLossSqlite, slowFsync } from './power-loss.ts';
import { redisFreeze } from './redis-freeze.ts';
import { redisKill } from './redis-kill.ts';
import { redisMemory } from './redis-memory.ts';
import { relayFreeze } from './relay-freeze.ts';
import { relayKill } from './relay-kill.ts';
import { relayZombie } from './relay-zombie.ts';
import { repLost } from './rep-lost.ts';
import { rollingRestart } from './rolling-restart.ts';
import { sqliteKill } from './sqlite-kill.ts';
import { stalledReaders } from './stalled-readers.ts';
import { storm } from './storm.ts';

/** What `npm test` makes, one after another among the same people. */
export const shortFaults: readonly Fault[] = [relayKill, redisKill, redisFreeze, bellsLost, halfOpen, duplicatedTab];

export const allFaults: readonly Fault[] = [
  ...shortFaults,
  relayFreeze,
  relayZombie,
  repLost,
  rollingRestart,
  storm,
  stalledReaders,
  halfOpenClients,
  latency,
  redisMemory,
  diskFullRedis,
  powerLossRedis,
  slowFsync,
  failover,
  clusterFailover,
  clock,
  sqliteKill,
  diskFullSqlite,
  powerLossSqlite,
];
