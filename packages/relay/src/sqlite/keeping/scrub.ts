import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '../../ports/index.ts';
import type { KeepingPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import { isBusy, storeError } from '../engine/errors.ts';

/** Other processes look for bells twice a second; what they have not heard by then they find in the store. */
const heardWithinMs = 1_500;
/** A reader or writer beside us holds the file for moments only. */
const patienceMs = 15_000;
const retryMs = 50;

export function createScrub(engine: Engine): Pick<KeepingPort, 'scrub' | 'room' | 'risks'> {
  const silence = engine.query('DELETE FROM bells');
  const pages = engine.query<{ page_count: number }>('PRAGMA page_count');
  const free = engine.query<{ freelist_count: number }>('PRAGMA freelist_count');
  const pageSize = engine.query<{ page_size: number }>('PRAGMA page_size');

  /** Tries until nobody else is in the way. */
  async function untilFree(run: () => boolean): Promise<void> {
    const end = performance.now() + patienceMs;
    for (;;) {
      try {
        if (run()) return;
      } catch (error) {
        if (!isBusy(error)) throw storeError(error);
      }
      if (performance.now() > end)
        throw new StoreUnavailableError(
          'What was deleted is still in the free pages of the database: another process holds it. Stop that one, and erase again.',
        );
      await delay(retryMs);
    }
  }

  /** Its copy beside the file is as large as the store: not in memory, where other work's small ones are. */
  function vacuum(): true {
    engine.exec('PRAGMA temp_store = FILE');
    try {
      engine.exec('VACUUM');
      return true;
    } finally {
      engine.exec('PRAGMA temp_store = MEMORY');
    }
  }

  return {
    async scrub() {
      await delay(heardWithinMs);
      // They name conversations and visitors.
      await engine.write(() => void silence.run());
      // Every page anew: what was deleted lies in free space until then, and in the write-ahead log until that is emptied.
      await untilFree(vacuum);
      await untilFree(() => engine.query<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0);
    },
    // Its settings are the relay's own.
    risks: async () => [],
    room: () =>
      engine.read(() => {
        const used = (pages.get()?.page_count ?? 0) - (free.get()?.freelist_count ?? 0);
        return { usedBytes: used * (pageSize.get()?.page_size ?? 0) };
      }),
  };
}
