import { listen, win } from '../env.ts';
import type { ConsentPurposes } from '../sdk/types.ts';
import type { Store } from './store.ts';

/**
 * What a visitor may agree to. `functional`: conversations, with their storage, identifier and socket. `analytics`: what rules remember
 * over pages, invitations, and what the relay is told of the visitor's ways.
 */
export type Purpose = keyof ConsentPurposes;

const BITS = { functional: 1, analytics: 2 } as const;
/** The visitor's own press, which is consent for what that conversation needs, and outlives what a platform says on every page. */
const OWN = 4;

/** The key under which is kept what the visitor agreed to, as these bits. It is read at each page load, because somebody has to remember the answer. */
const KEY = 'consent';

/** What was said of which purpose; nothing of what was not. */
export const readConsent = (said: unknown): ConsentPurposes =>
  said === 'granted' || said === 'denied'
    ? { functional: said === 'granted', analytics: said === 'granted' }
    : ((said ?? {}) as ConsentPurposes);

export interface Consent {
  /** Takes up what the shop's options, or an earlier page, said; after what was said by now. */
  readonly _start: () => void;
  /** Without a purpose: anything at all. `functional` is more than the visitor's own press. */
  readonly _isGranted: (purpose?: Purpose) => boolean;
  /**
   * The shop's own word, or a consent platform's, which counts only for purposes of which the shop's own says nothing on this page.
   * False: overruled. Nothing: it said neither yes nor no.
   */
  readonly _hear: (said: unknown, isPlatform?: boolean) => boolean | undefined;
  /** The visitor pressed launcher, invitation or send: consent for what a conversation needs. */
  readonly _agree: () => void;
}

/**
 * The gate before storage, identifier and socket, by purpose. Opens by the shop's word, by a consent platform's, by the visitor's own
 * click, or because another tab, or an earlier page, was told so.
 */
export function createConsent(
  store: Store,
  initial: 'required' | 'granted',
  onChange: (state: 'granted' | 'denied') => void,
  signal: AbortSignal,
): Consent {
  /** What is granted now; nothing until anybody said anything on this page. */
  let granted: number | undefined;
  /** Purposes of which something was said on this page, and of which by the shop itself. */
  let said = 0;
  let bySite = 0;
  const left = Number(store._left(KEY)) || 0;

  const turn = (next: number): void => {
    if (next === granted) return;
    // What may be kept from now on is kept first, and what may not any more is removed last, when all has ended that would still write it.
    store._allow(next | (granted ?? 0));
    granted = next;
    store._set(KEY, next || undefined);
    onChange(next ? 'granted' : 'denied');
    store._allow(next);
  };

  listen(
    win(),
    'storage',
    (event) => {
      const { key, newValue } = event as StorageEvent;
      if (key === store._name(KEY)) turn(Number(newValue));
    },
    signal,
  );

  return {
    _start() {
      const next = (granted ?? left) | (initial === 'granted' ? 3 & ~said : 0);
      if (next) turn(next);
    },
    _isGranted: (purpose) => !!((granted ?? 0) & (purpose ? BITS[purpose] : 7)),
    _hear(word, isPlatform) {
      const purposes = readConsent(word);
      let next = granted ?? left;
      let isHeard: boolean | undefined;
      for (const purpose of Object.keys(BITS) as Purpose[]) {
        const isYes = purposes[purpose];
        const bit = BITS[purpose];
        if (isYes === undefined) continue;
        isHeard ??= true;
        if (isPlatform && bySite & bit) {
          isHeard &&= isYes === !!(next & bit);
          continue;
        }
        said |= bit;
        if (!isPlatform) bySite |= bit;
        // Taken back, the visitor's own press goes too. What a platform repeats on every page takes nothing back.
        if (!isYes && bit < 2 && (!isPlatform || (granted ?? 0) & bit)) next &= 3;
        next = isYes ? next | bit : next & ~bit;
      }
      if (isHeard !== undefined) turn(next);
      return isHeard;
    },
    _agree: () => turn((granted ?? left) | OWN),
  };
}
