import type { Boot } from '@tillside/protocol';
import type { Playbook } from '@tillside/rules';
import type { CallsHost } from '../calls/types.ts';
import type { Consent } from '../consent/consent.ts';
import type { Store } from '../consent/store.ts';
import type { MoreHost } from '../facts/types.ts';
import type { UiHost } from '../ui/types.ts';
import type { fetchBoot } from './boot.ts';
import type { Load } from './downloads.ts';
import type { Options } from './options.ts';

/** What every part of one widget on one page needs, from the beginning. */
export interface Ground {
  readonly _options: Options;
  readonly _store: Store;
  readonly _consent: Consent;
  /** Aborts when the widget is taken off the page. */
  readonly _signal: AbortSignal;
  /** A fault of ours, to be said once. */
  readonly _report: (error: unknown) => void;
  readonly _load: Load;
  /** The key of a preview address: this browser tries the widget out. */
  readonly _preview: string | undefined;
  /** Asks the relay who the site is, now. */
  readonly _bootNow: () => ReturnType<typeof fetchBoot>;
}

/** The same once the relay has said who the site is. */
export interface Site extends Ground {
  readonly _boot: Boot;
  readonly _playbook: Playbook;
  /** What names the visitor to experiments: the stored id, or a name for as long as the page lives. */
  readonly _seed: string;
}

/** What downloads are given: one object for all of them, each says in its own type what it uses of it. */
export type World = Site & CallsHost & MoreHost & Omit<UiHost, '_leaving' | '_link'>;
