import { setTimeout as delay } from 'node:timers/promises';
import { startAnew } from '../fault.ts';
import type { Fault } from '../fault.ts';
import { createShim, missingShim } from '../shim.ts';
import type { Shim } from '../shim.ts';

let shim: Shim | undefined;

async function restore(): Promise<void> {
  await shim?.restore();
}

export const powerLossRedis: Fault = {
  name: 'power-loss-redis',
  does: 'the power of the machine with Redis goes: of each file is left what was synced last',
  holds: 'everything that was acknowledged is in the store before anybody could send it again',
  from: 'the fault',
  missing: missingShim,
  async world() {
    shim = await createShim();
    return { store: 'redis', folder: shim, redis: { env: shim.env } };
  },
  async strike({ world, struck, isAllKept }) {
    world.redis?.kill('SIGKILL');
    struck();
    // Nobody heals anything before it was looked at.
    for (const network of world.storeNetwork) network.hang(true);
    await world.redis?.restart(restore);
    await isAllKept();
    for (const network of world.storeNetwork) {
      network.hang(false);
      network.reset();
    }
    await delay(1_000);
  },
};

export const powerLossSqlite: Fault = {
  name: 'power-loss-sqlite',
  does: 'the power of the machine with the one relay on SQLite goes: of each file is left what was synced last',
  holds: 'everything that was acknowledged is in the store before anybody could send it again',
  from: 'the new start',
  missing: missingShim,
  async world() {
    const own = await createShim();
    shim = own;
    return { store: 'sqlite', folder: shim, env: () => own.env };
  },
  async strike(scene) {
    await scene.world.nodes[0]?.kill();
    await restore();
    await scene.isAllKept();
    await startAnew(scene);
    await delay(1_000);
  },
};

const slowMs = 120;

export const slowFsync: Fault = {
  name: 'slow-fsync',
  does: `every sync of Redis takes ${slowMs} ms more, and its process is killed meanwhile`,
  holds: 'it is slower, and nothing that was acknowledged is gone',
  from: 'the fault',
  missing: missingShim,
  async world() {
    shim = await createShim(slowMs);
    return { store: 'redis', folder: shim, redis: { env: shim.env } };
  },
  async strike({ world, struck }) {
    await delay(3_000);
    world.redis?.kill('SIGKILL');
    struck();
    await world.redis?.restart();
    await delay(3_000);
  },
};
