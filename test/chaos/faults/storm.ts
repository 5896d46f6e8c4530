import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

export const storm: Fault = {
  name: 'storm',
  does: 'the connections of 2,000 clients are reset at once, and all of them come back',
  holds: 'all are served again',
  from: 'the fault',
  targetMs: 5_000,
  visitors: 2_000,
  async strike({ world, struck }) {
    for (const { network } of world.nodes) network.reset();
    struck();
    await delay(5_000);
  },
};
