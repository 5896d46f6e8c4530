import { ANALYTICS } from '../consent/consent.ts';
import { createChat } from '../chat/chat.ts';
import { CHAT, followChat, isTalking, knownChat } from '../chat/follow-chat.ts';
import { VISITOR } from '../consent/store.ts';
import { bandFacts } from '../facts/bands.ts';
import { Avatar } from './avatar.tsx';
import type { Ctx, FormName } from './context.ts';
import { isFullScreen } from './full-screen.ts';
import { jsx, render, useLayoutEffect, useRef, useState } from './hooks.ts';
import { fitToKeyboard } from './keyboard.ts';
import { accentRules } from '../look/accent-rules.ts';
import { createLateInvitations } from './late-invitations.ts';
import { followNews } from './news.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createParts } from './parts.ts';
import { createSpeech } from './speech.ts';
import { createTheme } from './theme.ts';
import { createTitle } from './title.ts';
import type { Ui, UiHost } from './types.ts';
import css from './ui.css?inline';

/** A panel that was open is opened again by the next page of the same visit. */
const REOPEN_WITHIN_MS = 1_800_000;
const PANEL = 'panel';

const kit = {
  _jsx: jsx,
  _render: render,
  _Avatar: Avatar,
  _useState: useState,
  _useRef: useRef,
  _useLayoutEffect: useLayoutEffect,
};

/** The panel, the invitation and what goes on behind them, from the moment they are needed. */
export function createUi(host: UiHost): Ui {
  const { _launcher: launcher, _boot: boot, _options: options, _link: link, _store: store, _signal: signal } = host;
  const { _consent: consent, _rules: rules, _emit: emit } = host;
  const root = launcher.getRootNode() as ShadowRoot;
  let availability = boot.availability;
  let isOpen = false;
  let wantsFocus = false;
  let form: FormName | undefined;
  let isAnswered = false;
  let isInviting = false;
  let ctx: Ctx | undefined;
  let becomeReady: () => void;
  /** There are words to draw with: an invitation waits for its language. */
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));

  const begin = consent._agree;
  const chat = createChat(link, begin);
  const showInTitle = createTitle(signal);

  const adopt = (rules: string): CSSStyleSheet => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return sheet;
  };
  adopt(css + accentRules(boot.accent));
  fitToKeyboard(adopt, signal);
  const box = document.createElement('div');
  box.className = 'ui';
  root.append(box);
  const place = document.createElement('div');
  box.append(place);
  const badge = document.createElement('span');
  badge.className = badge.part = 'badge';
  launcher.append(badge);

  const paint = createTheme(box, options, signal);

  /** What a drawing sets off (the panel reads what it shows) may want another one. */
  const draw = oneAtATime(() => {
    if (ctx && !signal.aborted) drawOnce(ctx);
  });

  const keepForm = (next?: FormName): void => {
    form = next;
    renew();
  };

  /** Who or what everything is drawn with is another now. */
  const renew = (): void => {
    const words = speech._words();
    if (!words) return;
    ctx = {
      ...words,
      ...parts,
      _boot: { ...boot, availability },
      _relayUrl: options.relayUrl,
      _chat: chat,
      _signal: signal,
      _root: root,
      _isConsented: consent._isGranted,
      _begin: begin,
      _credential: () => store._get('credential'),
      _draw: renew,
      _close: close,
      _offer: (offer, code) => !emit('offer', { offer, code }),
      _post: link._post,
      _focus() {
        wantsFocus = true;
        draw();
      },
      _point(entry, onShown) {
        parts._with('guide', (it) => {
          if (ctx) it._show(ctx, entry, onShown);
        });
      },
      _attach(files) {
        if (boot.files)
          parts._with('uploads', (it) => {
            if (ctx) it._add(ctx, files);
          });
      },
      _choices: () => knownChat(store).choices ?? {},
      _choose(more) {
        const known = knownChat(store);
        store._set(CHAT, { ...known, choices: { ...known.choices, ...more } });
        renew();
      },
      _form: form,
      _isAnswered: isAnswered,
      _setForm(next, isDone) {
        isAnswered ||= !!isDone;
        wantsFocus = true;
        keepForm(next);
      },
      _keepForm: keepForm,
    };
    becomeReady();
    draw();
  };

  const speech = createSpeech(options, boot, host._load, renew);
  const parts = createParts(
    host._load,
    (module) => {
      adopt(module.css);
      speech._learn(module.strings);
      return module.createPart(kit);
    },
    renew,
  );

  const drawOnce = (ctx: Ctx): void => {
    const { _say: say, _lang: lang } = ctx;
    const view = chat._view();
    const unread = isOpen ? 0 : view._unread;
    // From its first opening, or from the first invitation that may lead to it: that of somebody whom it may be told that it was fetched.
    const panel = isOpen || (isInviting && consent._isGranted(ANALYTICS)) ? parts._part('panel') : parts._peek('panel');
    const isThere = isOpen && !!panel;
    const name = say(isThere ? 'close' : availability === 'none' ? 'launcherAway' : 'launcher', { site: boot.name });
    box.lang = lang;
    // The launcher's corner too: one corner for all.
    box.dir = (root.host as HTMLElement).dir = lang === 'ar' ? 'rtl' : 'ltr';
    launcher.setAttribute('aria-expanded', String(isThere));
    launcher.setAttribute('aria-label', name + (unread ? `, ${say('unread', { count: unread })}` : ''));
    launcher.toggleAttribute('data-away', isOpen || isInviting);
    badge.dataset['count'] = unread > 9 ? '9+' : unread + '';
    badge.hidden = !unread;
    showInTitle(view._unread);
    if (panel) render(jsx(panel._Panel, { ctx, view, isOpen }), place);
    if (!wantsFocus || !isOpen) return;
    // On a phone not into a field, where the keyboard would cover half of it. Where a form has the composer's place, into that, as soon as it is there.
    const field = 'div:not([hidden])>.composer textarea';
    const target =
      box.querySelector<HTMLElement>(isFullScreen() ? 'header .icon:last-of-type' : field) ??
      box.querySelector<HTMLElement>('.form :is([aria-invalid],.plain)');
    if (!target) return;
    wantsFocus = false;
    target.focus();
  };

  /** Of who agreed to no more than a conversation nothing is known but while it goes on. */
  const sync = (): void => {
    const isKnown = consent._isGranted(ANALYTICS);
    link._want(
      consent._isGranted() && (isOpen || (isKnown ? host._isArmed() || !!store._raw(CHAT) : isTalking(store))),
    );
    if (!isKnown && !boot.invitationsBeforeConsent) invitations._end('timed_out');
    // An invitation never waits for a download.
    if (host._isArmed() || boot.invitationsBeforeConsent) void invitations._get();
  };

  const turn = (isNowOpen: boolean): void => {
    if (isOpen === isNowOpen) return draw();
    isOpen = isNowOpen;
    store._set(PANEL, isOpen ? Date.now() : undefined);
    draw();
    sync();
    emit(isOpen ? 'open' : 'close', {});
  };

  const open = (isByVisitor: boolean): void => {
    const isActing = isByVisitor || navigator.userActivation?.isActive;
    if (isByVisitor) begin();
    // Who opens the panel while an invitation is on screen says yes to it.
    invitations._end(isActing ? 'accepted' : 'timed_out');
    // Focus moves only when the visitor did something a moment ago.
    wantsFocus = isActing;
    turn(true);
  };

  const close = (): void => {
    const hadFocus = box.contains(root.activeElement);
    turn(false);
    if (hadFocus) launcher.focus();
  };

  const invitations = createLateInvitations(parts, {
    ...host,
    _box: box,
    _availability: () => availability,
    _ctx: () => ctx,
    _isOpen: () => isOpen,
    _accepted: () => open(true),
    _inviting(isNow) {
      isInviting = isNow;
      draw();
    },
  });

  link._listen((event) => {
    chat._hear(event);
    invitations._hear(event);
    if (event.type !== 'told') return;
    const { frame } = event;
    if (frame.type === 'guide.asked')
      parts._with('guide', (it) => void link._post({ type: 'guide.list', targets: [...it._targets()] }));
    if (frame.type === 'welcomed') {
      const { visitor, country } = frame;
      if (visitor && visitor.id !== store._get(VISITOR)) {
        store._set(VISITOR, visitor.id);
        rules._seed(visitor.id);
      }
      rules._facts({ 'visit.country': country });
    } else if (frame.type !== 'availability.changed') return;
    const { availability: told = availability, bands } = frame;
    const isNews = told !== availability;
    if (!isNews && !bands) return;
    availability = told;
    rules._facts({ 'reps.availability': told, ...bandFacts(bands) });
    if (!isNews) return;
    emit('availability', { availability: told });
    renew();
  });
  chat._watch(draw);
  followNews(chat, parts, () => ctx);
  followChat(store, chat, emit, rules);

  host._leaving.push(() => invitations._end('timed_out'));
  signal.addEventListener('abort', () => {
    invitations._end('timed_out');
    showInTitle(0);
    render(null, place);
  });

  const moved = (): void => {
    parts._peek('guide')?._hide();
    link._context(host._context());
  };
  moved();

  const openedAt = Number(store._get(PANEL));
  // Opened in another tab after this page came it stays there. On a phone it covers the page: nobody wants that on every page.
  isOpen = Date.now() - openedAt < REOPEN_WITHIN_MS && openedAt <= Number(host._context().since) && !isFullScreen();
  speech._choose();

  return {
    _open: open,
    _close: close,
    _toggle: (isByVisitor) => (isOpen ? close() : open(isByVisitor)),
    async _invite(decision, rule, playbook, stayedOut) {
      const it = await invitations._get();
      await ready;
      if (it) return it._invite(decision, rule, playbook, stayedOut);
      if (decision.kind === 'invite') rules._outcome('withheld', rule.id);
    },
    _moved: moved,
    _sync: sync,
    _changed() {
      paint();
      moved();
      speech._choose();
    },
    _forget() {
      invitations._end('timed_out');
      chat._forget();
    },
  };
}
