import { setTimeout as delay } from 'node:timers/promises';
import { startRedisServer } from '../../helpers/redis-server.ts';
import type { Fault } from '../fault.ts';

const lookEveryMs = 20;
const apartMs = 1_500;

export const failover: Fault = {
  name: 'failover',
  does: 'the master freezes and its replica is promoted; the old one wakes, still a master, and one relay goes on writing to it for a while; then it becomes a replica of the new one',
  holds: 'what only the old master had is healed from the outboxes of who sent it, and all show the same in the end',
  from: 'the fault',
  targetMs: 10_000,
  losesTail: true,
  losesReps: true,
  async strike({ world, struck }) {
    const { redis: old } = world;
    if (old === undefined) throw new Error('there is no Redis');
    const next = await startRedisServer({ settings: { replicaof: `127.0.0.1 ${old.port}` } });
    world.stopWith(next.stop);
    while (!(await isInStep(next))) await delay(lookEveryMs);
    await delay(500);
    old.kill('SIGSTOP');
    struck();
    await next.command('REPLICAOF', 'NO', 'ONE');
    world.promote(next);
    await delay(4_000);
    old.kill('SIGCONT');
    // One of them is told last.
    const [last] = world.storeNetwork;
    last?.leadTo(old.port);
    last?.reset();
    await delay(apartMs);
    await old.command('REPLICAOF', '127.0.0.1', String(next.port));
    last?.leadTo(next.port);
    await delay(3_000);
  },
};

async function isInStep(replica: { command(...words: readonly string[]): Promise<string> }): Promise<boolean> {
  return (
    (await replica.command(
      'EVAL',
      "return redis.call('INFO', 'replication'):match('master_link_status:(%a+)') == 'up' and 1 or 0",
      '0',
    )) === ':1'
  );
}
