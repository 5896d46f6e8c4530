import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const lostMs = 1_500;
/** The relay's slow poll finds within 5 s and some chance what no bell announced; the rest is for a busy machine. */
const foundWithinMs = 30_000;

export const bellsLost: Fault = {
  name: 'bells-lost',
  does: 'nothing that Redis publishes reaches any relay',
  holds: 'everything is seen by everybody all the same, while the bells are still lost',
  from: 'the fault',
  async strike({ world, struck, allArrives }) {
    for (const network of world.storeNetwork) network.loseBells(true);
    struck();
    await delay(lostMs);
    await allArrives(foundWithinMs);
    for (const network of world.storeNetwork) network.loseBells(false);
  },
};
