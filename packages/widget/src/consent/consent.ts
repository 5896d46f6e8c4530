import { listen, win } from '../env.ts';
import type { ConsentPurposes } from '../sdk/types.ts';
import type { Store } from './store.ts';

export type ConsentState = 'required' | 'granted' | 'denied';

/** The key that says the visitor agreed. It is read at each page load, because somebody has to remember the answer. */
const KEY = 'consent';

/** What a shop may pass to `consent(…)`; nothing for what says neither yes nor no. */
export function readConsent(said: unknown): 'granted' | 'denied' | undefined {
  if (said === 'granted' || said === 'denied') return said;
  const { analytics, functional } = (said ?? {}) as ConsentPurposes;
  const isAllowed = analytics ?? functional;
  return isAllowed === undefined ? isAllowed : isAllowed ? 'granted' : 'denied';
}

export interface Consent {
  /** Takes up what the shop's options, or an earlier page, said; after what the shop said by now. */
  readonly _start: () => void;
  readonly _isGranted: () => boolean;
  readonly _set: (state: 'granted' | 'denied') => void;
}

/**
 * The gate before storage, identifier and socket. Opens by the shop's word, by the visitor's own click (who asks
 * `_set('granted')`), or because another tab, or an earlier page, was told so.
 */
export function createConsent(
  store: Store,
  initial: 'required' | 'granted',
  onChange: (state: 'granted' | 'denied') => void,
  signal: AbortSignal,
): Consent {
  let state: ConsentState = 'required';

  const set = (next: 'granted' | 'denied'): void => {
    if (next === state) return;
    state = next;
    if (next === 'granted') {
      store._keep();
      store._set(KEY, 1);
      onChange(next);
    } else {
      // First close what would still write, then remove.
      onChange(next);
      store._forget();
    }
  };

  listen(
    win(),
    'storage',
    (event) => {
      const { key, newValue } = event as StorageEvent;
      if (key === store._name(KEY)) set(newValue ? 'granted' : 'denied');
    },
    signal,
  );

  return {
    _start() {
      if (state === 'required' && (initial === 'granted' || store._isLeft(KEY))) set('granted');
    },
    _isGranted: () => state === 'granted',
    _set: set,
  };
}
