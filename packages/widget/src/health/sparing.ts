import type { Store } from '../consent/store.ts';
import { isSavingData } from '../env.ts';

/** Storage key: when the widget last kept a page busy for too long. */
const KEY = 'slow';
const FOR_MS = 86_400_000;

/** What can be left out is: nothing is fetched before it is needed, nothing moves, nobody's idleness is looked at. For a day after a page was kept busy, and where data is dear. */
export const isSparing = (store: Store): boolean => isSavingData() || Date.now() - Number(store._get(KEY)) < FOR_MS;

export const spare = (store: Store): void => store._set(KEY, Date.now());
