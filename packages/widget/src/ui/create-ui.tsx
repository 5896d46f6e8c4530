import { render } from 'preact';
import { createChat } from '../chat/chat.ts';
import { CHAT, followChat, isTalking } from '../chat/follow-chat.ts';
import { VISITOR } from '../consent/store.ts';
import { createAsking } from '../invitation/asking.ts';
import { bandFacts } from '../facts/bands.ts';
import { createInvitations } from '../invitation/invitations.ts';
import { publicContext } from '../page/context.ts';
import type { Ctx } from './context.ts';
import { createFormat } from './format.ts';
import { InvitationCard } from './invitation/card.tsx';
import type { CardProps } from './invitation/card.tsx';
import { fitToKeyboard } from './keyboard.ts';
import { accentRules } from './look.ts';
import { isFullScreen, Panel } from './panel/panel.tsx';
import { createSay, fill } from './strings.ts';
import type { Ui, UiHost } from './types.ts';
import css from './ui.css?inline';

/** A panel that was open is opened again by the next page of the same visit. */
const REOPEN_WITHIN_MS = 1_800_000;
const PANEL = 'panel';

/** The panel, the invitation and what goes on behind them, from the moment they are needed. */
export function createUi(host: UiHost): Ui {
  const { _launcher: launcher, _boot: boot, _options: options, _link: link, _store: store, _signal: signal } = host;
  const { _consent: consent, _rules: rules, _emit: emit } = host;
  const root = launcher.getRootNode() as ShadowRoot;
  let availability = boot.availability;
  let isOpen = false;
  let card: CardProps | undefined;

  const say = createSay(boot.texts);
  const chat = createChat(link, () => consent._set('granted'));
  const asking = createAsking(link);

  const ctx: Ctx = {
    _boot: boot,
    _relayUrl: options.relayUrl,
    _chat: chat,
    _say: say,
    _format: createFormat(options.locale),
    _close: () => close(),
    _offer: (offer, code) => !emit('offer', { offer, code }),
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css + accentRules(boot.accent));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  fitToKeyboard(root, signal);
  const box = document.createElement('div');
  box.className = 'ui';
  box.lang = 'en';
  root.append(box);
  const badge = document.createElement('span');
  badge.className = 'badge';
  launcher.append(badge);

  const dark = matchMedia('(prefers-color-scheme:dark)');
  const paint = (): void => {
    const { theme } = options;
    box.dataset['theme'] = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
  };
  paint();
  dark.addEventListener('change', paint, { signal });

  let isDrawing = false;
  let isStale = false;
  /** What a drawing sets off (the panel reads what it shows) may want another one: after it, never inside it. */
  const draw = (): void => {
    isStale = true;
    if (isDrawing) return;
    isDrawing = true;
    while (isStale) {
      isStale = false;
      drawOnce();
    }
    isDrawing = false;
  };

  const drawOnce = (): void => {
    const view = chat._view();
    const unread = isOpen ? 0 : view._unread;
    const name = isOpen ? 'launcherOpen' : availability === 'none' ? 'launcherAway' : 'launcher';
    const count = unread > 9 ? '9+' : String(unread || '');
    launcher.setAttribute('aria-expanded', String(isOpen));
    launcher.setAttribute('aria-label', say(name, { site: boot.name }) + (count && `, ${say('unread', { count })}`));
    launcher.toggleAttribute('data-away', isOpen || !!card);
    badge.textContent = count;
    render(
      <>
        <p class="unseen" role="status">
          {card && [`${card.person.name}: ${card.text}`, card.offer].filter(Boolean).join(' ')}
        </p>
        {card && <InvitationCard {...card} />}
        <Panel ctx={{ ...ctx, _boot: { ...boot, availability } }} view={view} isOpen={isOpen} />
      </>,
      box,
    );
  };

  const sync = (): void => link._want(consent._isGranted() && (host._isArmed() || isOpen || !!store._raw(CHAT)));

  const turn = (isNowOpen: boolean): void => {
    if (isOpen === isNowOpen) return;
    isOpen = isNowOpen;
    store._set(PANEL, isOpen ? Date.now() : undefined);
    draw();
    sync();
    emit(isOpen ? 'open' : 'close', {});
  };

  const open = (isByVisitor: boolean): void => {
    const isActing = isByVisitor || navigator.userActivation?.isActive;
    if (isByVisitor) consent._set('granted');
    // Who opens the panel while an invitation is on screen says yes to it.
    invitations._end(isActing ? 'accepted' : 'timed_out');
    turn(true);
    // Focus moves only when the visitor did something a moment ago; on a phone not into the field, where the keyboard would cover half of it.
    if (!isActing) return;
    box.querySelector<HTMLElement>(isFullScreen() ? '.panel .icon' : 'textarea')?.focus();
  };

  const close = (): void => {
    const hadFocus = box.contains(root.activeElement);
    turn(false);
    if (hadFocus) launcher.focus();
  };

  const invitations = createInvitations({
    _store: store,
    _link: link,
    _ask: asking._ask,
    _mayInvite: () => consent._isGranted() && !isOpen && !isTalking(store) && !signal.aborted,
    _outcome: rules._outcome,
    _draw(granted, { invite }, onAnswer) {
      const { rep, team, expiresAt, offer, form } = granted;
      const { cart } = host._context();
      const person = rep ?? team?.reps[0] ?? { name: team?.name ?? boot.team.name };
      const { text: texts } = invite;
      const text = texts[options.locale] ?? texts[options.locale.split('-')[0] ?? ''] ?? texts['en'] ?? '';
      const values = {
        rep: rep?.name,
        team: team?.name ?? boot.team.name,
        site: boot.name,
        cart: cart && ctx._format._money(cart.value, cart.currency),
      };
      card = { ctx, person, text: fill(text, values), offer: offer?.title, form, expiresAt, onAnswer };
      draw();
      return () => {
        card = undefined;
        draw();
      };
    },
    _onState(state, { invitation, rule }) {
      emit('invitation', { invitation, rule, state });
      if (state === 'accepted') open(true);
    },
  });

  link._listen((event) => {
    asking._hear(event);
    chat._hear(event);
    if (event.type !== 'told') return;
    const { frame } = event;
    if (frame.type === 'invitation.withdrawn') invitations._withdraw(frame.invitation);
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
    draw();
  });
  chat._watch(draw);
  followChat(store, chat, emit, rules);

  // Before the link closes its socket.
  window.addEventListener('pagehide', () => invitations._end('timed_out'), { signal, capture: true });
  signal.addEventListener('abort', () => {
    invitations._end('timed_out');
    render(null, box);
  });

  const moved = (): void => link._context(publicContext(host._context(), boot.queryKeys, options.locale));
  moved();

  // On a phone the panel covers the page: nobody wants that on every page.
  isOpen = Date.now() - Number(store._get(PANEL)) < REOPEN_WITHIN_MS && !isFullScreen();
  draw();

  return {
    _open: open,
    _close: close,
    _toggle: (isByVisitor) => (isOpen ? close() : open(isByVisitor)),
    _invite: invitations._invite,
    _moved: moved,
    _sync: sync,
    _changed() {
      paint();
      moved();
      draw();
    },
    _forget() {
      invitations._end('timed_out');
      chat._forget();
    },
  };
}
