/** Whether a rep can answer: at once, soon, or nobody. */
export type Availability = 'now' | 'soon' | 'none';

/** Where an engagement stands. `by_message`: nobody is there, the answer comes later. */
export type EngagementState = 'queued' | 'ringing' | 'active' | 'wrap_up' | 'by_message' | 'resolved';

/** What the shop decides once, in the script tag's `data-…` attributes or in `createTillside`. */
export interface TillsideOptions {
  /** The shop's id, `site_…`, from `tillside site init` or the console. */
  readonly site: string;
  /** Origin of the relay: `https://chat.shop.example`. The script tag takes it from its own address. */
  readonly relayUrl: string;
  /**
   * `required` (default): nothing is stored, no identifier exists and no socket opens until `consent('granted')` or the
   * visitor's own click. `granted`: the shop has the visitor's consent already when the page loads.
   */
  readonly consent?: 'required' | 'granted';
  /** BCP 47 language of the panel. Default: the page's `lang`, then the browser's. Words, dates and amounts follow it; where the panel has no words in it they are English. */
  readonly locale?: string;
  /** The round button in the corner. Default true. */
  readonly launcher?: boolean;
  /** The corner at the bottom. Default `right`. */
  readonly position?: 'right' | 'left';
  /** Default `auto`: as the visitor's system. */
  readonly theme?: 'auto' | 'light' | 'dark';
  /**
   * Record mode: sends what rules see of this visitor to the relay, so that new rules can be rehearsed on it. Only while there
   * is consent, and never a field, an address with secrets, or who it was. Default false.
   */
  readonly record?: boolean;
  /** Starts only when the page has loaded and has nothing better to do. What rules could see before then is missed. Default false. */
  readonly lazy?: boolean;
  /** The page's nonce, for templates that give it to every script. Taken and not used: nothing the widget adds to a page is asked for one. */
  readonly nonce?: string;
  /** Default 2,147,483,000. Lower it to stay below a cookie notice. */
  readonly zIndex?: number;
}

export type InvitationState = 'shown' | 'seen' | 'accepted' | 'declined' | 'dismissed' | 'timed_out' | 'withdrawn';

/** What happens, for the shop's own analytics. Each is also a CustomEvent `tillside:<name>` on `document` with the same `detail`. */
export interface TillsideEvents {
  /** The site was found and the widget runs. */
  readonly ready: { readonly site: string; readonly version: string };
  readonly open: Readonly<Record<string, never>>;
  readonly close: Readonly<Record<string, never>>;
  readonly consent: { readonly state: 'granted' | 'denied' };
  readonly availability: { readonly availability: Availability };
  readonly invitation: { readonly invitation: string; readonly rule: string; readonly state: InvitationState };
  readonly engagement: {
    readonly engagement: string;
    readonly state: EngagementState;
    readonly rep?: { readonly id: string; readonly name: string };
  };
  /** A message arrived or was sent. Its words stay in the panel. */
  readonly message: { readonly by: 'visitor' | 'rep' };
  /** Messages of a rep that were not seen yet. */
  readonly unread: { readonly count: number };
  /**
   * The visitor pressed Apply. Put `code` into the cart and call `preventDefault()` on the event; if nobody does, the
   * panel shows the code to copy.
   */
  readonly offer: { readonly offer: string; readonly code: string };
}

export type TillsideEventName = keyof TillsideEvents;
/** False when somebody called `preventDefault()` on an event that can be. */
export type Emit = <Name extends TillsideEventName>(name: Name, detail: TillsideEvents[Name]) => boolean;
export type Listener<Name extends TillsideEventName> = (
  detail: TillsideEvents[Name],
  event: CustomEvent<TillsideEvents[Name]>,
) => void;

/** The purposes a consent platform may report. `analytics` decides; `functional` where that is not told. */
export interface ConsentPurposes {
  readonly functional?: boolean;
  readonly analytics?: boolean;
}

/** Who the shop says the visitor is. Reps see it as said by the page; it proves nothing and links nothing. */
export interface VisitorInfo {
  /** The shop's own customer number. At most 200 characters, as all texts here. */
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  /** What rules may ask for as `visitor.attributes.NAME`: at most 20. Names begin with a letter and have at most 40 letters, digits, `.`, `_` and `-`. */
  readonly attributes?: Attributes;
}

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** How the widget stands on this page, for the shop's developers. Not for code: its fields may change. */
export interface DebugInfo {
  readonly site: string;
  readonly consent: 'granted' | 'not granted';
  /** `not downloaded` until somebody needs it. */
  readonly socket: string;
  readonly availability: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What each rule would do if its signal came now, in words: by its id. */
  readonly rules: Readonly<Record<string, string>>;
}

/** Overrides what the widget reads from the page itself. */
export interface PageInfo {
  /** Default: the page's address. Either way reduced to origin, path, `utm_*` and the query keys that the site allows. */
  readonly url?: string;
  readonly title?: string;
  /** `home`, `list`, `product`, `cart`, `checkout`, `confirmation` or `other`. Default: read off the page's GA4 events. */
  readonly type?: string;
}

/**
 * The widget, as the shop's code sees it: what `createTillside` returns and what stands at `window.Tillside`. Nothing here
 * throws; a mistake is one console warning that says how to mend it.
 */
export interface Tillside {
  readonly version: string;
  /** Opens the panel. */
  open(): void;
  close(): void;
  toggle(): void;
  /** Shows or hides the launcher. The conversation goes on. */
  show(): void;
  hide(): void;
  /** Who the visitor is, as the shop knows: replaces what was said before. Call it on each page; nothing of it is stored in the browser. */
  identify(visitor: VisitorInfo): void;
  /** Attributes of the visitor, added to those that were told. */
  set(attributes: Attributes): void;
  /**
   * Invites by this rule now, as if its signal had come: its condition, the limits and the visitor's "no, thanks" hold. The rest of what the
   * rule is (words, team, offer) stays the playbook's.
   */
  invite(rule: string): void;
  /** BCP 47. The panel speaks it as far as it has its words. */
  setLocale(locale: string): void;
  setTheme(theme: 'auto' | 'light' | 'dark'): void;
  /** A GA4 e-commerce event, or an event of the shop's own that rules may listen to. The same as pushing it to `dataLayer`. */
  track(name: string, params?: Readonly<Record<string, unknown>>): void;
  /** A page was shown without a page load. Found by itself where the history changes. */
  page(info?: PageInfo): void;
  /** The visitor's choice. `denied` closes the socket and removes what is stored, but a "no, thanks". */
  consent(state: 'granted' | 'denied' | ConsentPurposes): void;
  /** Calls `listener` at each such event; returns the function that stops it. */
  on<Name extends TillsideEventName>(name: Name, listener: Listener<Name>): () => void;
  /** As `on`, for the next one only. */
  once<Name extends TillsideEventName>(name: Name, listener: Listener<Name>): () => void;
  /** Resolves when the widget runs. Never rejects: an unknown site or a wrong origin is a console warning. */
  ready(then?: () => void): Promise<void>;
  /** Prints to the console how the widget stands: consent, socket, facts, and for every rule why it would not invite now. */
  debug(): Promise<DebugInfo | undefined>;
  /**
   * For a shared computer, when the visitor signs out: forgets everything that is stored of the visitor, a "no, thanks" included, and takes
   * the widget off the page. The next page begins with a new visitor.
   */
  shutdown(): void;
  /** Removes the widget from the page and closes its socket. The conversation and what is stored stay. */
  destroy(): void;
}

/** `window.Tillside`: also callable by name, `Tillside('open')`, which is how calls from before the script loaded are written. */
export interface TillsideGlobal extends Tillside {
  (method: string, ...values: readonly unknown[]): unknown;
}
