import type { Boot, OrderReport } from '@tillside/protocol';
import type { CallName } from '../calls/calls.ts';
import type { Consent } from '../consent/consent.ts';
import type { Store } from '../consent/store.ts';
import { listen, whenIdle, win } from '../env.ts';
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
import type { Load } from './downloads.ts';
import { emit } from './events.ts';
import { guard, report } from './guard.ts';
import { hint } from './hint.ts';
import { once } from './once.ts';
import type { Options } from './options.ts';
import type { PageInfo, Tillside } from './types.ts';

/** What the page may ask of a running widget. What few pages ask is downloaded at the first of these calls. */
export interface Running extends Pick<Tillside, 'open' | 'close' | 'toggle' | 'show' | 'hide' | 'track' | 'page'> {
  readonly _consented: (state: 'granted' | 'denied') => void;
  readonly _calls: () => Promise<Pick<Tillside, CallName>>;
}

/** Puts the parts together, once the relay has said who this site is. */
export function run(
  boot: Boot,
  { _playbook: playbook, _needed: { extras, createMore, createWatch, ...reader } }: Published,
  seed: string,
  options: Options,
  store: Store,
  consent: Consent,
  load: Load,
  signal: AbortSignal,
): Running {
  let link: Link | undefined;
  let ui: Ui | undefined;
  let isArmed = false;
  /** From a decision to the end of its invitation: nothing else is armed then, and the socket is needed most. */
  let inviting = 0;
  /** Set while the engine is asked about an exit. */
  let stayedOut: StayedOut = true;
  const owed: OrderReport[] = [];

  const getLink = once(async () => {
    link = (await load('link')).createLink({
      _options: options,
      _store: store,
      _signal: signal,
      _boot: () => fetchBoot(options),
      _load: load,
    });
    return link;
  });

  const getUi = once(async () => {
    const [{ createUi }, it] = await Promise.all([load('ui'), getLink()]);
    ui = createUi({
      _launcher: launcher,
      _boot: boot,
      _options: options,
      _link: it,
      _store: store,
      _consent: consent,
      _rules: rules,
      _emit: emit,
      _context: shop._context,
      _isArmed: () => isArmed || inviting > 0,
      _load: load,
      _signal: signal,
    });
    ui._sync();
    return ui;
  });

  const withUi = (act: (ui: Ui) => void): void => void getUi().then(act).catch(report);

  /** Downloads nothing before consent, and then only what somebody will need: an invitation never waits for a download. */
  const sync = (): void => {
    ui?._sync();
    if (!consent._isGranted()) return;
    if (isArmed || store._raw('chat') || store._raw('panel')) whenIdle(() => signal.aborted || withUi(() => undefined));
    // A recording is sent when the page goes, which is too late to fetch anything.
    if (!options.record && !owed.length && !store._raw(OWED)) return;
    getLink()
      .then((it) => {
        for (const body of owed.splice(0)) it._send({ type: 'order.report', conversation: 'visitor', body });
        // Takes over what earlier pages could not send.
        if (!ui) it._want(false);
      })
      .catch(report);
  };

  const launcher = createLauncher(
    boot,
    options,
    // Who presses before the panel is there wants it open, also where it comes open because another tab has it so.
    () => withUi(ui ? (it) => it._toggle(true) : (it) => it._open(true)),
    signal,
  );

  const invite = (decision: Invite): void => {
    const rule = playbook.rules.find(({ id }) => id === decision.rule);
    const whether = stayedOut;
    if (rule && consent._isGranted()) {
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
    playbook,
    extras,
    seed,
    store,
    invite,
    (isNow) => {
      if (isNow === isArmed) return;
      isArmed = isNow;
      sync();
    },
    (step) => more?._step(step),
    signal,
  );

  const shop = createShop(
    store,
    boot.currency,
    rules,
    () => more,
    createMore && (reader as ShopReader),
    () => load('facts'),
    (order) => {
      rules._outcome('ordered');
      owed.push(order);
      sync();
    },
    () => ui?._moved(),
  );

  const more = createMore?.(
    {
      _load: load,
      _boot: boot,
      _playbook: playbook,
      _options: options,
      _store: store,
      _signal: signal,
      _isGranted: consent._isGranted,
      _context: shop._context,
      _tell: guard((it, whether = true) => {
        stayedOut = whether;
        rules._signal(it);
        stayedOut = true;
      }),
      _report: report,
      _send: (frame) => void getLink().then((it) => it._send(frame), report),
    },
    createWatch,
  );
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
    open: () => withUi((it) => it._open(false)),
    close: () => withUi((it) => it._close()),
    toggle: () => withUi((it) => it._toggle(false)),
    show: () => void (launcher.hidden = false),
    hide: () => void (launcher.hidden = true),
    track: (name: unknown, params) => shop._track(String(name).slice(0, 100), isRecord(params) ? params : {}),
    page: turnPage,
    _calls: once(async () =>
      (await load('calls')).createCalls({
        _options: options,
        _boot: boot,
        _playbook: playbook,
        _store: store,
        _consent: consent,
        _rules: rules,
        _shop: shop,
        _here: () => ({ _ui: ui, _link: link }),
        _withUi: withUi,
        _onInvite: invite,
        _hint: hint,
        _load: load,
        _signal: signal,
      }),
    ),
    _consented(state) {
      if (state === 'denied') {
        ui?._forget();
        link?._forget();
      }
      sync();
    },
  };
}
