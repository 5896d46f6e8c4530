import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

export const redisKill: Fault = {
  name: 'redis-kill',
  does: 'kill -9 of redis-server, which is started again on the same files',
  holds: 'nothing that was acknowledged is gone, and nobody reloads a page',
  from: 'the fault',
  targetMs: 2_000,
  async strike({ world, struck }) {
    world.redis?.kill('SIGKILL');
    struck();
    await world.redis?.restart();
    await delay(500);
  },
};
