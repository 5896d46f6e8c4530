import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const fullMs = 4_000;

export const redisMemory: Fault = {
  name: 'redis-memory',
  does: `Redis has less memory than it uses (maxmemory, noeviction) for ${fullMs / 1_000} s, and refuses to write`,
  holds: 'nothing is acknowledged that was not written, and all of it goes through afterwards',
  from: 'its end',
  targetMs: 2_000,
  async strike({ world, struck, isAllKept }) {
    await world.redis?.command('CONFIG', 'SET', 'maxmemory', '1mb');
    await delay(fullMs);
    await isAllKept();
    await world.redis?.command('CONFIG', 'SET', 'maxmemory', '0');
    struck();
  },
};
