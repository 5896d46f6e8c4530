import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** Longer than a relay waits for an answer, so that what it asked is unknown to it, and was done after all. */
const frozenMs = 3_000;

export const redisFreeze: Fault = {
  name: 'redis-freeze',
  does: `SIGSTOP of redis-server for ${frozenMs / 1_000} s: what was asked is done when it wakes, long after it was given up`,
  holds: 'what is asked a second time is done once',
  from: 'its end',
  targetMs: 2_000,
  async strike({ world, struck }) {
    world.redis?.kill('SIGSTOP');
    await delay(frozenMs);
    world.redis?.kill('SIGCONT');
    struck();
  },
};
