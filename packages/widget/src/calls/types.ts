import type { Boot } from '@tillside/protocol';
import type { Playbook } from '@tillside/rules';
import type { Extras } from '@tillside/rules/core';
import type { Consent } from '../consent/consent.ts';
import type { Store } from '../consent/store.ts';
import type { Rules } from '../rules/rules.ts';
import type { Load } from '../sdk/downloads.ts';
import type { hint } from '../sdk/hint.ts';
import type { Options } from '../sdk/options.ts';
import type { Shop } from '../shop/shop.ts';
import type { Talk } from '../talk/talk.ts';

/** What passes between the entry and the calls that few pages make. */
export interface CallsHost {
  /** `locale` and `theme` may be changed: `_changed` of the panel draws them. */
  readonly _options: Options;
  /** The round button. */
  readonly _launcher: HTMLElement;
  readonly _boot: Boot;
  readonly _playbook: Playbook;
  /** What the engine needs for the playbook besides its core. */
  readonly _extras: Extras | undefined;
  readonly _store: Store;
  readonly _consent: Consent;
  readonly _rules: Rules;
  readonly _shop: Shop;
  /** Where it is downloaded already, and in it what of link and panel is. */
  readonly _here: () => Talk | undefined;
  readonly _withTalk: (act: (talk: Talk) => void) => void;
  readonly _hint: typeof hint;
  readonly _report: (error: unknown) => void;
  readonly _load: Load;
  readonly _signal: AbortSignal;
}
