import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const kills = 2;

export const relayKill: Fault = {
  name: 'relay-kill',
  does: 'kill -9 of a relay, and of another one when the first is back',
  holds: 'its visitors are served elsewhere, and go on where they were',
  from: 'the fault',
  targetMs: 2_000,
  async strike({ world, swarm, random, struck }) {
    const first = random.below(world.nodes.length);
    for (let kill = 0; kill < kills; kill += 1) {
      const node = world.nodes[(first + kill) % world.nodes.length];
      if (node === undefined) continue;
      const itsOwn = swarm.visitors.filter((visitor) => visitor.node() === node.index);
      await node.kill();
      struck(itsOwn);
      await delay(500);
      await node.start();
    }
  },
};
