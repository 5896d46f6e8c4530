import { ANALYTICS } from '../consent/consent.ts';
import type { OrderReport } from '@tillside/protocol';
import type { Extras } from '@tillside/rules/core';
import { listen, whenIdle, win } from '../env.ts';
import { showByRule } from '../launcher/show-by-rule.ts';
import { isSparing } from '../health/sparing.ts';
import type { Health } from '../health/watch-health.ts';
import { createOutbox } from '../link/outbox.ts';
import { OWED } from '../link/types.ts';
import type { Link, VisitorSend } from '../link/types.ts';
import type { Invite } from '../rules/rules.ts';
import { once } from '../sdk/once.ts';
import type { World } from '../sdk/world.ts';
import type { StayedOut, Ui } from '../ui/types.ts';
import { keepOnPage } from './keep.ts';
import { watchOpeners } from './openers.ts';

/** What goes on once there may be something to talk about: link and panel are downloaded and put together by this, itself a download. */
export interface Talk {
  /** For who opens the panel. */
  readonly _withPanel: (act: (ui: Ui) => void) => void;
  /** The launcher was pressed. */
  readonly _press: () => void;
  readonly _invite: (decision: Invite, stayedOut: StayedOut) => void;
  /** Consent, the rules or what is owed to the relay changed: what is needed now? */
  readonly _sync: () => void;
  readonly _send: (frame: VisitorSend) => void;
  /** The page, or what is known of it, changed. */
  readonly _moved: () => void;
  readonly _consented: (state: 'granted' | 'denied') => void;
  /** Where they are there already. */
  _ui: Ui | undefined;
  _link: Link | undefined;
}

export interface TalkHost extends World {
  /** What the engine needs for the playbook besides its core. */
  readonly _extras: Extras | undefined;
  /** Orders that the relay was not told of yet. */
  readonly _owed: OrderReport[];
}

export interface TalkModule {
  readonly createTalk: (host: TalkHost) => Talk;
}

export const createTalk: TalkModule['createTalk'] = (host) => {
  const { _boot: boot, _consent: consent, _load: load, _options: options, _owed: owed, _playbook: playbook } = host;
  const { _report: report, _signal: signal, _store: store } = host;
  /** From a decision to the end of its invitation: nothing else is armed then, and the socket is needed most. */
  let inviting = 0;
  let health: Health | undefined;

  /**
   * What is said as the page goes. Browsers call listeners of the window in the order in which they came, capturing or not, and the link's
   * closes the socket: this one is there before it.
   */
  const leaving: (() => void)[] = [];
  listen(win(), 'pagehide', () => leaving.forEach((say) => say()), signal);

  /** The visitor's ways may be remembered, and told. */
  const isKnown = (): boolean => consent._isGranted(ANALYTICS);

  /** Who the visitor is, where the site remembers it longer than the browser: before the link says hello. */
  const remembered =
    boot.rememberUrl && !host._preview
      ? load('remember')
          .then((it) => it.remember(host))
          .catch(report)
      : undefined;

  /** The file that has the link: alone, or with all that the panel needs, where that is wanted first. */
  let linkFile: 'link' | 'link.ui.mask' | undefined;

  const getLink = once(async () => {
    await remembered;
    const { createLink } = await load((linkFile ??= 'link'));
    const link = createLink({ ...host, _outbox: createOutbox(store) });
    talk._link = link;
    if (isKnown())
      load('health')
        .then((it) => {
          health = it.watchHealth({ ...host, _leaving: leaving }, link);
          if (talk._ui) health._watch(talk._ui);
        })
        .catch(report);
    return link;
  });

  const getUi = once(async () => {
    // What a visitor writes is masked before the link sees it.
    const file = (linkFile ??= 'link.ui.mask');
    const [{ createUi, maskLink }, link] = await Promise.all([load(file === 'link' ? 'ui.mask' : file), getLink()]);
    const ui = createUi({
      ...host,
      _leaving: leaving,
      _link: maskLink(link, boot.queryKeys, options),
      _isArmed: () => host._isArmed() || inviting > 0,
    });
    talk._ui = ui;
    health?._watch(ui);
    ui._sync();
    return ui;
  });

  const withUi = (act: (ui: Ui) => void): void => void getUi().then(act).catch(report);

  const withPanel = (act: (ui: Ui) => void): void => {
    // Along with the ui, not after it.
    load('panel').catch(report);
    withUi(act);
  };

  /** Downloads nothing before consent, and then only what somebody will need: an invitation never waits for a download. */
  const sync = (): void => {
    talk._ui?._sync();
    // Before consent for everybody or for nobody: that it was fetched tells nothing then.
    const isNear = (boot.invitationsBeforeConsent || (host._isArmed() && isKnown())) && !isSparing(store);
    if (isNear || store._raw('chat') || store._raw('panel')) whenIdle(() => signal.aborted || withUi(() => undefined));
    // A recording is sent when the page goes, which is too late to fetch anything.
    if (!(isKnown() && (options.record || owed.length)) && !store._raw(OWED)) return;
    getLink()
      .then((link) => {
        for (const body of isKnown() ? owed.splice(0) : [])
          link._send({ type: 'order.report', conversation: 'visitor', body });
        // Takes over what earlier pages could not send.
        if (!talk._ui) link._want(false);
      })
      .catch(report);
  };

  const talk: Talk = {
    _ui: undefined,
    _link: undefined,
    _withPanel: withPanel,
    _press() {
      // What the visitor saw, not what became of it: a panel that was not there may come open by itself, because another tab has it so.
      const wasOpen = host._launcher.getAttribute('aria-expanded') === 'true';
      withPanel((ui) => (wasOpen ? ui._close() : ui._open(true)));
    },
    _invite(decision, stayedOut) {
      const rule = playbook.rules.find(({ id }) => id === decision.rule);
      if (!rule) return;
      inviting++;
      load('invitation').catch(report);
      getUi()
        .then((ui) => ui._invite(decision, rule, playbook.version, stayedOut))
        .catch(report)
        .finally(() => {
          inviting--;
          sync();
        });
    },
    _sync: sync,
    _send: (frame) => void getLink().then((link) => link._send(frame), report),
    _moved() {
      keep();
      mark();
      show();
      talk._ui?._moved();
    },
    _consented(state) {
      if (state === 'denied') {
        talk._ui?._forget();
        talk._link?._forget();
      } else talk._link?._consented();
      sync();
    },
  };
  const keep = keepOnPage(host);
  const show = showByRule(host);
  show();
  const mark = watchOpeners(
    () => withPanel((ui) => ui._open(true)),
    () => String(host._rules._known()['reps.availability']),
    signal,
  );
  if (host._preview)
    load('preview')
      .then(({ createPreview }) => createPreview(host))
      .catch(report);
  sync();
  return talk;
};
