import type { Boot, Context } from '@tillside/protocol';
import type { Playbook, Signal } from '@tillside/rules';
import type { Store } from '../consent/store.ts';
import type { FactChanges, Step } from '../rules/rules.ts';
import type { Load } from '../sdk/downloads.ts';
import type { Options } from '../sdk/options.ts';
import type { Params } from '../shop/data-layer.ts';
import type { ShopReader } from '../shop/shop.ts';
import type { Talk } from '../talk/talk.ts';
import type { StayedOut } from '../ui/types.ts';
import type { WatchModule } from '../watch/create-watch.ts';
import type { Exit } from '../watch/exit-labels.ts';

/** What passes between the entry and what is loaded for playbooks that ask for more than it knows. Members `_like this` get the same short names in all of them. */

export interface MoreHost {
  readonly _boot: Boot;
  readonly _playbook: Playbook;
  readonly _options: Options;
  readonly _store: Store;
  readonly _signal: AbortSignal;
  readonly _isGranted: () => boolean;
  /** Address and title as the browser has them: to be reduced. */
  readonly _context: () => Context;
  /** Something was observed. `stayedOut` as for an exit. */
  readonly _tell: (signal: Signal, stayedOut?: StayedOut) => void;
  /** What sends is downloaded for it. */
  readonly _withTalk: (act: (talk: Talk) => void) => void;
  /** Exit signals of this page and whether they were right, until somebody tells them. */
  readonly _exits: Exit[];
  /** A fault of ours, to be said once. */
  readonly _report: (error: unknown) => void;
  readonly _load: Load;
}

export interface More {
  /** Who can answer, as boot said: facts to begin with. */
  readonly _reps: FactChanges;
  /** A page was entered. */
  readonly _page: () => void;
  /** What is known of page, visit and cart besides the entry's own facts. */
  readonly _facts: () => FactChanges;
  /** What an event of the shop's, which the entry would tell as `signal`, means for the rules. */
  readonly _signals: (signal: Signal, params: Params) => readonly Signal[];
  /** Every step of the engine, for a recording. */
  readonly _step: (step: Step) => void;
}

export interface MoreModule extends ShopReader {
  readonly createMore: (host: MoreHost, createWatch: WatchModule['createWatch'] | undefined) => More;
}
