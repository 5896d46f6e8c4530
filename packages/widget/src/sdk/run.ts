import { ANALYTICS } from '../consent/consent.ts';
import type { OrderReport } from '@tillside/protocol';
import type { CallName } from '../calls/calls.ts';
import { listen, page, whenIdle, win } from '../env.ts';
import { createLauncher } from '../launcher/launcher.ts';
import { watchNavigation } from '../page/navigation.ts';
import { createRules } from '../rules/rules.ts';
import { watchDataLayer } from '../shop/data-layer.ts';
import { createShop } from '../shop/shop.ts';
import type { ShopReader } from '../shop/shop.ts';
import { OPENERS } from '../talk/openers.ts';
import type { Talk, TalkHost } from '../talk/talk.ts';
import type { StayedOut } from '../ui/types.ts';
import type { Published } from './boot.ts';
import { emit } from './events.ts';
import { guard, passOver, report } from './guard.ts';
import { hint } from './hint.ts';
import { once } from './once.ts';
import type { PageInfo, Tillside } from './types.ts';
import type { Site } from './world.ts';

/** What the page may ask of a running widget. What few pages ask is downloaded at the first of these calls. */
export interface Running extends Pick<Tillside, 'track' | 'page'> {
  readonly _consented: (state: 'granted' | 'denied') => void;
  readonly _calls: () => Promise<Pick<Tillside, CallName>>;
}

/** Puts the parts together, once the relay has said who this site is. */
export function run(site: Site, { extras, createMore, createWatch, ...reader }: Published['_needed']): Running {
  const { _boot: boot, _consent: consent, _load: load, _playbook: playbook, _signal: signal, _store: store } = site;
  let talk: Talk | undefined;
  let isArmed = false;
  /** Set while the engine is asked about an exit. */
  let stayedOut: StayedOut = true;
  const owed: OrderReport[] = [];

  const isKnown = (): boolean => consent._isGranted(ANALYTICS);
  const getTalk = once(async () => (talk = (await load('talk')).createTalk(world)));
  /** At once where it is there: a press means what the visitor saw, and the socket of a decision is not given up before it is said. */
  const withTalk = (act: (talk: Talk) => void): void => (talk ? act(talk) : void getTalk().then(act).catch(report));

  /** Downloads nothing before consent (or for everybody), and then only what somebody will need. */
  const sync = (): void => {
    if (talk) return talk._sync();
    const start = (): unknown => signal.aborted || withTalk(passOver);
    // The page of an order may be left before it is ever idle.
    if (isKnown() && owed[0]) start();
    else if (
      (isKnown() && (isArmed || site._options.record)) ||
      boot.invitationsBeforeConsent ||
      boot.rememberUrl ||
      site._preview ||
      playbook.launcher ||
      page().querySelector(OPENERS) ||
      ['chat', 'panel', 'owed'].some(store._raw) ||
      // The page took it away.
      !launcher.isConnected
    )
      whenIdle(start);
  };

  const launcher = createLauncher(site, () => withTalk((it) => it._press()));

  const rules = createRules(
    site,
    extras,
    (decision) => {
      const whether = stayedOut;
      if (isKnown() || boot.invitationsBeforeConsent) withTalk((it) => it._invite(decision, whether));
      // Before consent rules run in memory, and nobody is asked. After the step that decided: it has not ended yet.
      else setTimeout(() => rules._outcome('withheld', decision.rule));
    },
    (isNow) => {
      if (isNow === isArmed) return;
      isArmed = isNow;
      sync();
    },
    (step) => more?._step(step),
  );

  const shop = createShop(
    store,
    boot.currency,
    rules,
    () => more,
    createMore && (reader as ShopReader),
    () => load('facts'),
    (order) => {
      owed.push(order);
      sync();
    },
    () => (talk ? talk._moved() : sync()),
  );

  const world: TalkHost = {
    ...site,
    _owed: owed,
    _extras: extras,
    _launcher: launcher,
    _rules: rules,
    _shop: shop,
    _context: shop._context,
    _isGranted: isKnown,
    _isArmed: () => isArmed,
    _emit: emit,
    _hint: hint,
    _here: () => talk,
    _withTalk: withTalk,
    _exits: [],
    _tell: guard((it, whether = true) => {
      stayedOut = whether;
      rules._signal(it);
      stayedOut = true;
    }),
  };
  const more = createMore?.(world, createWatch);

  const turnPage = (info?: PageInfo): void => {
    shop._page(info);
    shop._view();
  };

  rules._facts({ 'reps.availability': boot.availability, ...more?._reps });
  shop._page();
  const readLayer = watchDataLayer(shop._track, signal);
  // What the shop told before we came is part of what the page is: a wait of the page before goes on if its condition still holds.
  readLayer();
  shop._view();
  // The shop may have put another in its place by then.
  listen(win(), 'load', readLayer, signal);
  watchNavigation(guard(turnPage), signal);

  sync();

  return {
    track: shop._track,
    page: turnPage,
    _calls: once(async () => (await load('calls')).createCalls(world)),
    _consented(state) {
      if (talk) talk._consented(state);
      else sync();
    },
  };
}
