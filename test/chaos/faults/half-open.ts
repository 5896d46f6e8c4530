import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** A relay waits 2 s for an answer; then it takes the connection as dead. */
const noticedMs = 2_500;

export const halfOpen: Fault = {
  name: 'half-open',
  does: 'the connections of one relay to Redis pass nothing back any more, then those of another one pass nothing there, and nobody is told',
  holds: 'what was asked and not answered is done once',
  from: 'the fault',
  async strike({ world, swarm, random, struck }) {
    const first = random.below(world.nodes.length);
    for (const [turn, direction] of (['back', 'there'] as const).entries()) {
      const index = (first + turn) % world.nodes.length;
      world.storeNetwork[index]?.swallow([direction]);
      struck(swarm.visitors.filter((visitor) => visitor.node() === index));
      await delay(noticedMs);
    }
  },
};
