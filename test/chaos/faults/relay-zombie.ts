import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** Its lease is 10 s, a rep's 45 s, the grace 20 s: when it wakes, none of what it knows holds any more. */
const frozenMs = 50_000;

export const relayZombie: Fault = {
  name: 'relay-zombie',
  does: `SIGSTOP of a relay for ${frozenMs / 1_000} s, longer than its leases; then it wakes with what was sent to it before, and its old owners`,
  holds: 'its parties go on elsewhere, and nothing that it does when it wakes counts twice or under a lost claim',
  from: 'the fault',
  losesReps: true,
  async strike({ world, swarm, random, struck }) {
    const node = random.pick(world.nodes);
    const itsOwn = swarm.visitors.filter((visitor) => visitor.node() === node.index);
    for (const visitor of itsOwn) visitor.say();
    node.freeze();
    struck(itsOwn);
    await delay(frozenMs);
    node.thaw();
    await delay(3_000);
  },
};
