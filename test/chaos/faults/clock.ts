import { access } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { missingTool } from '../tools.ts';

const folders = ['/usr/lib/x86_64-linux-gnu/faketime', '/usr/lib/aarch64-linux-gnu/faketime', '/usr/lib/faketime'];
const shifts = ['+0', '+3600', '-3600'];

async function findLibrary(): Promise<string | undefined> {
  for (const folder of folders) {
    const library = `${folder}/libfaketime.so.1`;
    if (
      await access(library).then(
        () => true,
        () => false,
      )
    )
      return library;
  }
  return undefined;
}

export const clock: Fault = {
  name: 'clock',
  does: 'the clock of one relay is an hour fast and that of another an hour slow; the one that is right is killed for a while',
  holds: 'no lease, no grace and no order hangs on the clock of a relay',
  from: 'the fault',
  missing: async () =>
    (await missingTool('faketime', ['faketime'])) ??
    ((await findLibrary()) === undefined ? 'libfaketime.so.1 is nowhere' : undefined),
  async world() {
    const library = (await findLibrary()) ?? '';
    return {
      store: 'redis',
      env: (index) =>
        index === 0
          ? {}
          : {
              LD_PRELOAD: library,
              FAKETIME: shifts[index] ?? '+0',
              FAKETIME_DONT_FAKE_MONOTONIC: '1',
              DONT_FAKE_MONOTONIC: '1',
            },
    };
  },
  async strike({ world, swarm, struck }) {
    const [right] = world.nodes;
    await delay(3_000);
    const itsOwn = swarm.visitors.filter((visitor) => visitor.node() === 0);
    await right?.kill();
    struck(itsOwn);
    await delay(15_000);
    await right?.start();
  },
};
