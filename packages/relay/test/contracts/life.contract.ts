import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { cnv, message, t0 } from './build.ts';
import type { Open } from './use-store.ts';

/** What a store promises as a whole. `open` gives a fresh, empty store. */
export function describeLife(name: string, open: Open): void {
  describe(`the store's life on ${name}`, () => {
    it('[ST48] answers while it is open', async () => {
      const store = await open();
      await expect(store.ping()).resolves.toBeUndefined();
      const stop = store.onReconnect(() => {});
      stop();
      await store.close();
    });

    it('[ST48] rejects once it is closed', async () => {
      const store = await open();
      await store.close();
      await store.close();
      await expect(store.ping()).rejects.toThrow(StoreUnavailableError);
      await expect(store.conversations.append(message(1), t0)).rejects.toThrow(StoreUnavailableError);
      await expect(store.conversations.view(cnv)).rejects.toThrow(StoreUnavailableError);
      await expect(store.floor.snapshot('team_1', t0)).rejects.toThrow(StoreUnavailableError);
    });

    it('[ST48] finishes what was asked before it closes', async () => {
      const store = await open();
      const appended = [1, 2, 3].map((seq) => store.conversations.append(message(seq), t0));
      const journaled = store.journal.append('site_1', [{ key: 'k', kind: 'offer.made' }], t0);
      const closed = store.close();
      expect((await Promise.all(appended)).map(({ kind }) => kind)).toEqual(['appended', 'appended', 'appended']);
      expect(await journaled).toMatchObject([{ number: 1 }]);
      await closed;
    });
  });
}
