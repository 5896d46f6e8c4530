import type { Boot, Context, ToldVisitor } from '@tillside/protocol';
import type { Rule } from '@tillside/rules';
import type { Consent } from '../consent/consent.ts';
import type { Store } from '../consent/store.ts';
import type { Link } from '../link/types.ts';
import type { Invite, Rules } from '../rules/rules.ts';
import type { Load } from '../sdk/downloads.ts';
import type { Options } from '../sdk/options.ts';
import type { Emit } from '../sdk/types.ts';

/** What passes between the entry and the panel, which are separate downloads. Members `_like this` get the same short names in both. */

export type Granted = ToldVisitor['invitation.granted'];
/** Whether an exit was one, known after its grace time; `true` for any other signal. */
export type StayedOut = Promise<boolean> | true;
export type CardAnswer = 'seen' | 'accepted' | 'declined' | 'dismissed' | 'timed_out';

export interface UiHost {
  /** The round button, in the shadow root where everything is drawn. */
  readonly _launcher: HTMLElement;
  readonly _boot: Boot;
  readonly _options: Options;
  /** Hides and reduces what is given to it before anything leaves. */
  readonly _link: Link;
  readonly _store: Store;
  readonly _consent: Consent;
  readonly _rules: Rules;
  readonly _emit: Emit;
  /** Where the visitor is, to be reduced before anybody else sees it. */
  readonly _context: () => Context;
  /** Some rule lacks nothing but its signal: an invitation may need the socket at any moment. */
  readonly _isArmed: () => boolean;
  readonly _load: Load;
  /** What is said as the page goes, before the link closes its socket. */
  readonly _leaving: (() => void)[];
  /** Aborts when the widget is taken off the page. */
  readonly _signal: AbortSignal;
}

export interface Ui {
  /** `isByVisitor`: by a click on the launcher, which is consent, and a yes to the invitation on screen. */
  readonly _open: (isByVisitor: boolean) => void;
  readonly _close: () => void;
  readonly _toggle: (isByVisitor: boolean) => void;
  readonly _invite: (decision: Invite, rule: Rule, playbook: string, stayedOut: StayedOut) => Promise<void>;
  /** The visitor's context changed. */
  readonly _moved: () => void;
  /** Consent or the rules changed: is a socket needed? */
  readonly _sync: () => void;
  /** Locale or theme of the options changed. */
  readonly _changed: () => void;
  /** Consent was withdrawn. */
  readonly _forget: () => void;
}
