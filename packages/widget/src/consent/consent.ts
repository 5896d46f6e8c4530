import { listen, win } from '../env.ts';
import type { ConsentPurposes } from '../sdk/types.ts';
import type { Store } from './store.ts';

/** Conversations, with their storage, identifier and socket. */
export const FUNCTIONAL = 1;
/** What rules remember over pages, invitations, and what the relay is told of the visitor's ways. */
export const ANALYTICS = 2;
/** The visitor's own press, which is consent for what that conversation needs, and outlives what a platform says on every page. */
export const OWN = 4;

export interface Consent {
  /** What was granted as the page came, by an earlier one: as bits. */
  readonly _before: number;
  /** Takes up what the shop's option says, of what nothing was said by now. */
  readonly _start: () => void;
  /** To any of these purposes; without: to anything at all. `FUNCTIONAL` is more than the visitor's own press. */
  readonly _isGranted: (purposes?: number) => boolean;
  /** The shop's own word. Gives the purposes of which it says anything: 0, none. */
  readonly _hear: (word: unknown) => number;
  /** Of which purposes the shop's own word was heard on this page: a platform's counts for the others. */
  readonly _own: () => number;
  /** What is granted and what is not, as bits; of the rest nothing is said. */
  readonly _change: (yes: number, no: number) => void;
  /** The visitor pressed launcher, invitation or send: consent for what a conversation needs. */
  readonly _agree: () => void;
}

/**
 * The gate before storage, identifier and socket, by purpose. Opens by the shop's word, by a consent platform's (consent/platforms), by
 * the visitor's own click, or because another tab, or an earlier page, was told so. The store remembers the answer.
 */
export function createConsent(
  store: Store,
  initial: 'required' | 'granted',
  onChange: (state: 'granted' | 'denied') => void,
  signal: AbortSignal,
): Consent {
  /** Purposes of which something was said on this page, and of which by the shop itself. */
  let said = 0;
  let own = 0;

  const turn = (next: number): void => {
    if (next === store._granted()) return;
    store._allow(next);
    onChange(next ? 'granted' : 'denied');
  };
  const change: Consent['_change'] = (yes, no) => {
    said |= yes | no;
    turn((store._granted() & ~no) | yes);
  };

  listen(
    win(),
    'storage',
    (event) => {
      const { key, newValue } = event as StorageEvent;
      if (key === store._name('consent')) turn(+(newValue as string));
    },
    signal,
  );

  return {
    _before: store._granted(),
    _start() {
      if (initial === 'granted') change(3 & ~said, 0);
    },
    _isGranted: (purposes = 7) => !!(store._granted() & purposes),
    _hear(word) {
      const { functional, analytics } = (word ?? {}) as ConsentPurposes;
      const yes = word === 'granted' ? 3 : +!!functional | (+!!analytics * 2);
      // Taken back, the visitor's own press goes too.
      const no = word === 'denied' ? 7 : (+(functional === false) * 5) | (+(analytics === false) * 2);
      own |= yes | no;
      change(yes, no);
      return yes | no;
    },
    _own: () => own,
    _change: change,
    _agree: () => change(OWN, 0),
  };
}
