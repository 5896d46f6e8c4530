import { setTimeout as delay } from 'node:timers/promises';
import { startRedisCluster } from '../../helpers/redis-cluster.ts';
import type { RedisCluster } from '../../helpers/redis-cluster.ts';
import type { Fault } from '../fault.ts';

const masters = 3;
/** How long a master is silent until the others take it as gone. Redis says 15 s, with which nobody keeps a target of 10 s. */
const nodeTimeoutMs = 3_000;
const awayMs = 12_000;

let cluster: RedisCluster | undefined;

export const clusterFailover: Fault = {
  name: 'cluster-failover',
  does: `kill -9 of one of ${masters} masters of a Redis Cluster; its replica takes over by itself, and the old master comes back as a replica`,
  holds: 'who talks in its slots goes on with the replica, everybody else does not notice',
  from: 'the fault',
  targetMs: 10_000,
  losesTail: true,
  async world() {
    const settings = { 'cluster-node-timeout': String(nodeTimeoutMs) };
    cluster = await startRedisCluster({ masters, replicas: 1, settings });
    return { store: 'redis', standing: cluster };
  },
  async strike({ random, struck }) {
    const master = cluster?.nodes[1 + random.below(masters - 1)];
    if (master === undefined) throw new Error('there is no cluster');
    master.kill('SIGKILL');
    struck();
    await delay(awayMs);
    await master.restart();
    await delay(2_000);
  },
};
