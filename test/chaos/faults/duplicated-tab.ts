import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const tabs = 4;

export const duplicatedTab: Fault = {
  name: 'duplicated-tab',
  does: 'a second tab takes over the outbox of a living one with messages under way, which is told nothing and types on: two clients send under one session',
  holds: 'what both send is there once, and what each types afterwards too',
  from: 'the fault',
  async strike({ swarm, struck }) {
    const originals = swarm.visitors.slice(0, tabs);
    const copies = originals.map((original) => {
      for (let message = 0; message < 3; message += 1) original.say();
      const inherits = structuredClone(original.outbox());
      // Not in what was taken over.
      original.say();
      return swarm.join({ site: original.site, credential: original.credential(), inherits });
    });
    struck([...originals, ...copies]);
    await delay(1_000);
  },
};
