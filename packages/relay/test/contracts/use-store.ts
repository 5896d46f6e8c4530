import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../../src/ports/index.ts';

/** Opens a fresh, empty store. */
export type Open = () => Promise<Store>;

/** A store of its own for each test of the surrounding `describe`. */
export function useStore<Opened extends Store>(open: () => Promise<Opened>): () => Opened {
  let store: Opened | undefined;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(async () => {
    await store?.close();
    store = undefined;
  });
  return () => {
    if (store === undefined) throw new Error('The store is opened before each test, not while tests are collected.');
    return store;
  };
}
