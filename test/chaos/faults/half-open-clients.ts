import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** A client takes a socket without any frame for 28 s as dead, a relay one without a pong after 20 + 8 s. */
const noticedMs = 32_000;

export const halfOpenClients: Fault = {
  name: 'half-open-clients',
  does: 'all connections of one relay to its parties pass nothing there any more, those of another nothing back, those of the third neither; nobody is told',
  holds: 'each side notices by itself, and what was under way is there once',
  from: 'the fault',
  losesReps: true,
  async strike({ world, swarm, struck }) {
    world.nodes.forEach(({ network }, index) => {
      network.swallow(index === 0 ? ['there'] : index === 1 ? ['back'] : ['there', 'back']);
    });
    struck(swarm.visitors);
    await delay(noticedMs);
  },
};
