import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const clients = 2_000;
const talkers = 60;
const backWithinMs = 60_000;

export const storm: Fault = {
  name: 'storm',
  does: `the connections of ${clients.toLocaleString('en')} clients are reset at once, and all of them come back; ${talkers} of them are talking`,
  holds: 'all are served again',
  from: 'the fault',
  targetMs: 5_000,
  idle: clients - talkers,
  async strike({ world, swarm, struck, note, broken }) {
    const from = Date.now();
    for (const { network } of world.nodes) network.reset();
    struck();
    // The resets themselves are heard a moment later.
    await delay(100);
    const everybody = [...swarm.visitors, ...swarm.reps, ...swarm.idle];
    while (everybody.some((party) => !party.isUp()) && Date.now() - from < backWithinMs) await delay(20);
    if (everybody.some((party) => !party.isUp())) broken(`after ${backWithinMs / 1_000} s not all were back`);
    note(`all ${everybody.length} were connected again after ${((Date.now() - from) / 1_000).toFixed(1)} s`);
  },
};
