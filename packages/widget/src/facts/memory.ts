import type { Store } from '../consent/store.ts';
import type { Visit } from './visit.ts';

const KEY = 'watch';

/** What the watch knows of one visit. Nothing in it is as the page had it: addresses are hashes, names are reduced. */
export interface Memory {
  readonly visit: number;
  /** Where the visit came from, as facts. */
  readonly source: Readonly<Record<string, string>>;
  /** Hashes of the paths that were seen; the last is this page's. */
  readonly paths: readonly number[];
  /** Steps of the checkout that were entered; the last is the current one. */
  readonly steps: readonly number[];
  /** The coupon of the cart, and of its items what the rep does not see: by stock number. */
  readonly coupon?: string;
  readonly items: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Remembered {
  /** This visit's; a new one begins with nothing. */
  readonly _get: () => Memory;
  readonly _set: (changes: Partial<Memory>) => void;
}

export function createMemory(store: Store): Remembered {
  const get = (): Memory => {
    const visit = store._get<Visit>('visit')?.number ?? 0;
    const fresh: Memory = { visit, source: {}, paths: [], steps: [], items: {} };
    const kept = store._get<Partial<Memory>>(KEY);
    return kept?.visit === visit ? { ...fresh, ...kept } : fresh;
  };
  return { _get: get, _set: (changes) => store._set(KEY, { ...get(), ...changes }) };
}
