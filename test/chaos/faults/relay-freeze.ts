import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const frozenMs = 5_000;

export const relayFreeze: Fault = {
  name: 'relay-freeze',
  does: `SIGSTOP of a relay for ${frozenMs / 1_000} s: its sockets stay, and nobody answers`,
  holds: 'what was sent meanwhile is taken once it wakes, or elsewhere, once',
  from: 'its end',
  async strike({ world, swarm, random, struck }) {
    const node = random.pick(world.nodes);
    node.freeze();
    await delay(frozenMs);
    node.thaw();
    struck(swarm.visitors.filter((visitor) => visitor.node() === node.index));
  },
};
