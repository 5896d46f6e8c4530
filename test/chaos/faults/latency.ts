import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

const toPartiesMs = 200;
const toStoreMs = 60;
const lastsMs = 8_000;

export const latency: Fault = {
  name: 'latency',
  does: `every byte takes ${toPartiesMs} ms more between parties and relays, and ${toStoreMs} ms more between relays and Redis, each way`,
  holds: 'it is slower, and nothing else',
  from: 'the fault',
  async strike({ world, struck, allArrives }) {
    for (const { network } of world.nodes) network.delay(toPartiesMs);
    for (const network of world.storeNetwork) network.delay(toStoreMs);
    struck();
    await delay(lastsMs);
    await allArrives(30_000);
    for (const { network } of world.nodes) network.delay(0);
    for (const network of world.storeNetwork) network.delay(0);
  },
};
