import { AsyncLocalStorage } from 'node:async_hooks';
import { createClock, createRandom } from './clock.ts';
import type { Clock } from './clock.ts';
import { createLocks } from './locks.ts';
import type { Locks } from './locks.ts';
import { createModelRelay } from './relay.ts';
import type { ModelRelay } from './relay.ts';

/** What happens to a tab: everything of it runs in its own context, so that a module that is shared by all finds out whose it is. */
export class Tab {
  readonly name: string;
  readonly page: EventTarget & { hidden: boolean } = Object.assign(new EventTarget(), { hidden: true });
  readonly window = new EventTarget();
  isFrozen = false;
  isDead = false;
  #waiting: (() => void)[] = [];

  constructor(name: string) {
    this.name = name;
  }
  /** Runs something of this tab; when it is awake again, or never. */
  enter(run: () => void): void {
    if (this.isFrozen) this.#waiting.push(run);
    else if (!this.isDead) current.run(this, run);
  }
  freeze(): void {
    this.isFrozen = true;
  }
  thaw(): void {
    this.isFrozen = false;
    for (const run of this.#waiting.splice(0)) this.enter(run);
  }
}

export const current = new AsyncLocalStorage<Tab>();

/** The storage that all tabs share. */
class Shelf {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

interface Ear extends EventTarget {
  postMessage(data: unknown): void;
  close(): void;
}

/** One browser with all its tabs, and the relay at the other end. */
export interface Browser {
  readonly clock: Clock;
  readonly random: () => number;
  readonly locks: Locks;
  readonly relay: ModelRelay;
  readonly shelf: Shelf;
  readonly openChannel: (name: string) => Ear;
  /** What this browser has not: `locks`, `channels`, or the download of a part. */
  readonly lacks: Set<string>;
}

/** Set by each run: what `env` speaks of. */
let browser: Browser | undefined;
const here = (): Browser => {
  if (!browser) throw new Error('no browser runs');
  return browser;
};
const tab = (): Tab => {
  const it = current.getStore();
  if (!it) throw new Error('nobody knows whose code this is');
  return it;
};

export function startBrowser(seed: number): Browser {
  const random = createRandom(seed);
  const clock = createClock(1_800_000_000_000);
  const channels: { readonly name: string; readonly tab: Tab; readonly ear: Ear; freeAt: number }[] = [];
  const openChannel = (name: string): Ear => {
    const own = Object.assign(new EventTarget(), {
      postMessage(data: unknown) {
        const copy = structuredClone(data);
        for (const other of channels) {
          if (other.ear === own || other.name !== name) continue;
          // Nothing overtakes.
          other.freeAt = Math.max(other.freeAt, clock.now() + random() * 8);
          clock.after(other.freeAt - clock.now(), () =>
            other.tab.enter(() => {
              if (channels.includes(other))
                other.ear.dispatchEvent(Object.assign(new Event('message'), { data: copy }));
            }),
          );
        }
      },
      close: () => void channels.splice(0, Infinity, ...channels.filter(({ ear }) => ear !== own)),
    });
    channels.push({ name, tab: tab(), ear: own, freeAt: 0 });
    return own;
  };
  const locks = createLocks((ms, run) => clock.after(ms, run), random, tab);
  return (browser = {
    clock,
    random,
    locks,
    relay: createModelRelay(clock, random),
    shelf: new Shelf(),
    openChannel,
    lacks: new Set(),
  });
}

/** In place of env.ts: the same for each tab apart. */
export const env = {
  win: () => tab().window,
  page: () => tab().page,
  listen(target: EventTarget, type: string, handler: (event: Event) => void, signal: AbortSignal) {
    target.addEventListener(type, handler, { signal });
  },
  isOnline: () => true,
  randomHex: () => Array.from({ length: 32 }, () => Math.floor(here().random() * 16).toString(16)).join(''),
  localStore: () => here().shelf,
  lockManager: () => (here().lacks.has('locks') ? undefined : here().locks),
  openChannel: (name: string) => (here().lacks.has('channels') ? undefined : here().openChannel(name)),
  openSocket: (url: string) => here().relay.open(url, tab()),
};
