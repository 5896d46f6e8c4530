import type { OrderReport } from '@tillside/protocol';
import type { Rule } from '@tillside/rules';
import type { CallName } from '../calls/calls.ts';
import { listen, page, whenIdle, win } from '../env.ts';
import { createLauncher } from '../launcher/launcher.ts';
import { OWED } from '../link/types.ts';
import type { Link } from '../link/types.ts';
import { watchNavigation } from '../page/navigation.ts';
import { createRules } from '../rules/rules.ts';
import type { Invite } from '../rules/rules.ts';
import { isRecord, watchDataLayer } from '../shop/data-layer.ts';
import { createShop } from '../shop/shop.ts';
import type { ShopReader } from '../shop/shop.ts';
import type { StayedOut, Ui } from '../ui/types.ts';
import { fetchBoot } from './boot.ts';
import type { Published } from './boot.ts';
import { emit } from './events.ts';
import { guard, report } from './guard.ts';
import { hint } from './hint.ts';
import { once } from './once.ts';
import type { PageInfo, Tillside } from './types.ts';
import type { Site, World } from './world.ts';

/** What the page may ask of a running widget. What few pages ask is downloaded at the first of these calls. */
export interface Running extends Pick<Tillside, 'track' | 'page'> {
  readonly _consented: (state: 'granted' | 'denied') => void;
  readonly _calls: () => Promise<Pick<Tillside, CallName>>;
}

/** Puts the parts together, once the relay has said who this site is. */
export function run(site: Site, { extras, createMore, createWatch, ...reader }: Published['_needed']): Running {
  const { _boot: boot, _consent: consent, _load: load, _playbook: playbook, _signal: signal, _store: store } = site;
  const options = site._options;
  let link: Link | undefined;
  let ui: Ui | undefined;
  let isArmed = false;
  /** From a decision to the end of its invitation: nothing else is armed then, and the socket is needed most. */
  let inviting = 0;
  /** Set while the engine is asked about an exit. */
  let stayedOut: StayedOut = true;
  const owed: OrderReport[] = [];

  /** The visitor's ways may be remembered, and told. */
  const isKnown = (): boolean => consent._isGranted('analytics');

  const getLink = once(
    async () => (link = (await load('link')).createLink({ ...site, _boot: () => fetchBoot(options) })),
  );

  const getUi = once(async () => {
    const [{ createUi }, it] = await Promise.all([load('ui'), getLink()]);
    ui = createUi({ ...world, _link: it });
    ui._sync();
    return ui;
  });

  const withUi = (act: (ui: Ui) => void): void => void getUi().then(act).catch(report);

  /** Downloads nothing before consent, and then only what somebody will need: an invitation never waits for a download. */
  const sync = (): void => {
    ui?._sync();
    // Before consent for everybody or for nobody: that it was fetched tells nothing then.
    if (boot.invitationsBeforeConsent || (isArmed && isKnown()) || store._raw('chat') || store._raw('panel'))
      whenIdle(() => signal.aborted || withUi(() => undefined));
    // A recording is sent when the page goes, which is too late to fetch anything.
    if (!(isKnown() && (options.record || owed.length)) && !store._raw(OWED)) return;
    getLink()
      .then((it) => {
        for (const body of isKnown() ? owed.splice(0) : [])
          it._send({ type: 'order.report', conversation: 'visitor', body });
        // Takes over what earlier pages could not send.
        if (!ui) it._want(false);
      })
      .catch(report);
  };

  const launcher = createLauncher(
    site,
    // Who presses before the panel is there wants it open, also where it comes open because another tab has it so.
    () => withUi(ui ? (it) => it._toggle(true) : (it) => it._open(true)),
  );

  const invite = (decision: Invite): void => {
    const rule = playbook.rules.find(({ id }) => id === decision.rule);
    const whether = stayedOut;
    if (rule && (isKnown() || boot.invitationsBeforeConsent)) {
      inviting++;
      getUi()
        .then((it) => it._invite(decision, rule, playbook.version, whether))
        .catch(report)
        .finally(() => {
          inviting--;
          sync();
        });
    }
    // Before consent rules run in memory, and nobody is asked. After the step that decided: it has not ended yet.
    else setTimeout(rules._outcome, 0, 'withheld', decision.rule);
  };

  const rules = createRules(
    site,
    extras,
    invite,
    (isNow) => {
      if (isNow === isArmed) return;
      isArmed = isNow;
      sync();
    },
    (step) => more?._step(step),
  );

  /** Tells elements of the shop's that open the panel whether somebody is there. */
  const mark = (): void => {
    for (const opener of page().querySelectorAll(OPENERS))
      opener.setAttribute('data-tillside-availability', rules._known()['reps.availability'] as string);
  };

  const shop = createShop(
    store,
    boot.currency,
    rules,
    () => more,
    createMore && (reader as ShopReader),
    () => load('facts'),
    (order) => {
      owed.push(order);
      rules._outcome('ordered');
      sync();
    },
    () => {
      mark();
      ui?._moved();
    },
  );

  const world: World = {
    ...site,
    _launcher: launcher,
    _rules: rules,
    _shop: shop,
    _context: shop._context,
    _isGranted: isKnown,
    _isArmed: () => isArmed || inviting > 0,
    _emit: emit,
    _hint: hint,
    _here: () => ({ _ui: ui, _link: link }),
    _withUi: withUi,
    _onInvite: invite,
    _tell: guard((it, whether = true) => {
      stayedOut = whether;
      rules._signal(it);
      stayedOut = true;
    }),
    _send: (frame) => void getLink().then((it) => it._send(frame), report),
  };
  const more = createMore?.(world, createWatch);

  const view = (): void => {
    shop._view();
    // A rule says on which pages the launcher is; it stays while there is a conversation.
    if (playbook.launcher)
      launcher.hidden = !store._raw('chat') && !rules._ask({ ...playbook.launcher, invite: {} } as Rule, true).isArmed;
  };
  const turnPage = (info?: PageInfo): void => {
    shop._page(info);
    view();
  };

  rules._facts({ 'reps.availability': boot.availability, ...more?._reps });
  shop._page();
  const readLayer = watchDataLayer(shop._track, signal);
  // What the shop told before we came is part of what the page is: a wait of the page before goes on if its condition still holds.
  readLayer();
  view();
  // The shop may have put another in its place by then.
  listen(win(), 'load', readLayer, signal);
  watchNavigation(guard(turnPage), signal);
  listen(page(), 'tillside:availability', mark, signal);
  listen(
    page(),
    'click',
    (event) => {
      if (!(event.target as Element).closest?.(OPENERS)) return;
      event.preventDefault();
      withUi((it) => it._open(true));
    },
    signal,
  );

  sync();

  return {
    track: (name: unknown, params) => shop._track(String(name).slice(0, 100), isRecord(params) ? params : {}),
    page: turnPage,
    _calls: once(async () => (await load('calls')).createCalls(world)),
    _consented(state) {
      if (state === 'denied') {
        ui?._forget();
        link?._forget();
      } else link?._consented();
      sync();
    },
  };
}

/** The shop's own links and buttons that open the panel. */
const OPENERS = '[data-tillside-open]';
