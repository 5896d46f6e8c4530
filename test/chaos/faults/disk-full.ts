import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { missingSmallDisk, mountSmallDisk } from '../small-disk.ts';
import type { SmallDisk } from '../small-disk.ts';

const mebibytes = 64;
const fullMs = 4_000;

function diskFull(store: 'redis' | 'sqlite', does: string, after: (fill: SmallDisk) => Fault['strike']): Fault {
  let disk: SmallDisk | undefined;
  return {
    name: `disk-full-${store}`,
    does,
    holds: 'nothing is acknowledged that was not written, and all of it goes through when there is room again',
    from: 'its end',
    missing: missingSmallDisk,
    async world() {
      disk = await mountSmallDisk(mebibytes);
      return { store, folder: disk };
    },
    async strike(scene) {
      if (disk === undefined) throw new Error('there is no disk');
      await after(disk)(scene);
    },
  };
}

export const diskFullRedis = diskFull(
  'redis',
  'the disk of Redis is full: with appendfsync always it ends itself; then there is room again, and it is started',
  (disk) =>
    async ({ world, struck }) => {
      await disk.fill();
      await Promise.race([world.redis?.gone(), delay(fullMs)]);
      await disk.free();
      await world.redis?.restart();
      struck();
    },
);

export const diskFullSqlite = diskFull(
  'sqlite',
  `the disk of one relay on SQLite is full for ${fullMs / 1_000} s`,
  (disk) =>
    async ({ struck, isAllKept }) => {
      await disk.fill();
      await delay(fullMs);
      await isAllKept();
      await disk.free();
      struck();
    },
);
