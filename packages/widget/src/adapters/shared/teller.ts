import { listen, win } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { watchDataLayer } from '../../shop/data-layer.ts';
import { global } from './find.ts';

/** Two sources that tell of the same thing do so within this time. */
const SAME_MS = 3_000;
/** So long a platform's own word waits for the shop's tags, where the shop has any: theirs is what the shop itself calls the event. */
const HELD_MS = 1_000;
const LAYER = 'dataLayer';

/** One thing that happened, and who told of it. */
interface Told {
  readonly _name: string;
  readonly _at: number;
  readonly _by: string[];
  /** Tells it, while it still waits. */
  _say: (() => void) | undefined;
}

interface Heard {
  readonly _all: Told[];
  _hasTags: boolean;
}

/** One for all guests of a page: they are bundles of their own, and share nothing but their host. */
interface SharedHost extends GuestHost {
  _heard?: Heard;
}

/** Tells the widget an event in GA4's words; `source` is who says so. */
export type Tell = (source: string, name: string, params: object) => void;

/** What another source told already and this one has not; or, new, that this one tells it first. */
function match({ _all: all }: Heard, name: string, source: string): { readonly told: Told; readonly isNew: boolean } {
  const now = Date.now();
  while (all[0] && now - all[0]._at > SAME_MS) all.shift();
  const twin = all.find((it) => it._name === name && !it._by.includes(source));
  const told = twin ?? { _name: name, _at: now, _by: [], _say: undefined };
  told._by.push(source);
  if (!twin) all.push(told);
  return { told, isNew: !twin };
}

/** Hears along in the data layer, which the entry reads: what it tells of waits no longer. */
function hear({ _signal: signal }: GuestHost): Heard {
  const heard: Heard = { _all: [], _hasTags: false };
  const look = watchDataLayer((name) => {
    heard._hasTags = true;
    match(heard, name, LAYER).told._say = undefined;
  }, signal);
  look();
  listen(win(), 'load', look, signal);
  // Whoever leaves takes what still waits along.
  listen(win(), 'pagehide', () => heard._all.forEach(say), signal);
  return heard;
}

function say(told: Told): void {
  const tell = told._say;
  told._say = undefined;
  tell?.();
}

/** What several sources tell of is told once: by the data layer where it speaks, else by whoever tells it first. */
export function createTeller(host: GuestHost): Tell {
  const shared: SharedHost = host;
  const heard = (shared._heard ??= hear(host));
  return (source, name, params) => {
    if (host._signal.aborted) return;
    const { told, isNew } = match(heard, name, source);
    if (!isNew) return;
    const tell = (): void => host._track(name, { ...params });
    if (!heard._hasTags && !global('gtag') && !global('google_tag_manager')) return tell();
    told._say = tell;
    setTimeout(() => host._signal.aborted || say(told), HELD_MS);
  };
}
