import type { Boot } from '@tillside/protocol';
import type { Playbook } from '@tillside/rules';
import type { Consent } from '../consent/consent.ts';
import type { Store } from '../consent/store.ts';
import type { Link } from '../link/types.ts';
import type { Invite, Rules } from '../rules/rules.ts';
import type { Load } from '../sdk/downloads.ts';
import type { hint } from '../sdk/hint.ts';
import type { Options } from '../sdk/options.ts';
import type { Shop } from '../shop/shop.ts';
import type { Ui } from '../ui/types.ts';

/** What passes between the entry and the calls that few pages make. */
export interface CallsHost {
  /** `locale` and `theme` may be changed: `_changed` of the panel draws them. */
  readonly _options: Options;
  /** The round button. */
  readonly _launcher: HTMLElement;
  readonly _boot: Boot;
  readonly _playbook: Playbook;
  readonly _store: Store;
  readonly _consent: Consent;
  readonly _rules: Rules;
  readonly _shop: Shop;
  /** Where they are downloaded already. */
  readonly _here: () => { readonly _ui: Ui | undefined; readonly _link: Link | undefined };
  /** With the panel, which is downloaded for it; before consent too. */
  readonly _withUi: (act: (ui: Ui) => void) => void;
  /** A rule that was asked by `_rules._ask` may invite: as if the engine had decided so. */
  readonly _onInvite: (decision: Invite) => void;
  readonly _hint: typeof hint;
  readonly _load: Load;
  readonly _signal: AbortSignal;
}
