import { effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { SocketLike } from '@tillside/protocol/client';
import { createNotices } from '../alerts/notices.ts';
import type { Notices, NotificationPort } from '../alerts/notices.ts';
import { createOneWindow } from '../alerts/one-window.ts';
import { createRingSound } from '../alerts/ring-sound.ts';
import type { RingSound } from '../alerts/ring-sound.ts';
import type { Api } from '../http/api.ts';
import { createDeskLink } from '../link/desk-link.ts';
import { createOutboxStore } from '../link/outbox-store.ts';
import { visitorCode } from '../desk/names.ts';
import { say } from '../format.ts';
import { strings } from '../strings.ts';
import { createAlerts } from './alerts.ts';
import { createClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import type { Shelf } from './kept.ts';
import { createNav } from './nav.ts';
import type { Nav } from './nav.ts';
import { createPrefsStore } from './prefs-store.ts';
import type { PrefsStore } from './prefs-store.ts';
import { createSession } from './session.ts';
import type { SessionStore } from './session.ts';
import { createToasts } from './toasts.ts';
import type { Toasts } from './toasts.ts';
import { createUi } from './ui.ts';
import type { Ui } from './ui.ts';

/** What the console needs of a browser. */
export interface ConsolePorts extends Shelf {
  readonly api: Api;
  readonly socketUrl: string;
  readonly openSocket: (url: string) => SocketLike;
  readonly openAudio: (() => AudioContext) | undefined;
  readonly notifications: NotificationPort | undefined;
  readonly locks: LockManager | undefined;
  readonly newSession: () => string;
}

export interface Console {
  readonly clock: Clock;
  readonly nav: Nav;
  readonly prefs: PrefsStore;
  readonly toasts: Toasts;
  readonly ui: Ui;
  readonly session: SessionStore;
  readonly sound: RingSound;
  readonly notices: Notices;
  /** While somebody is signed in. */
  readonly desk: ReadonlySignal<Desk | undefined>;
  stop(): void;
}

/** Puts the console together. A rep's desk lives from sign-in to sign-out. */
export function createConsole(ports: ConsolePorts): Console {
  const { window, storage, locks } = ports;
  const { document, navigator } = window;
  const clock = createClock();
  const nav = createNav(window);
  const prefs = createPrefsStore(ports, document.documentElement, window.matchMedia('(prefers-color-scheme: dark)'));
  const toasts = createToasts();
  const ui = createUi(window);
  const session = createSession(ports.api);
  const sound = createRingSound(ports.openAudio, () => navigator.userActivation?.hasBeenActive ?? false);
  const notices = createNotices(ports.notifications);
  const desk = signal<Desk>();

  function openDesk(me: Desk['me']): () => void {
    const id = ports.newSession();
    const outbox = createOutboxStore(storage, locks, me.rep.id, id);
    const opened = createDesk({
      me,
      api: ports.api,
      clock,
      nav,
      shelf: ports,
      openLink: (onEvent) =>
        createDeskLink({
          ticket: ports.api.ticket,
          url: ports.socketUrl,
          openSocket: ports.openSocket,
          newSession: ports.newSession,
          outbox,
          onEvent,
        }),
      onOut: (reason) => session.end(reason),
      fail: (text) => toasts.show(text, 'bad'),
      tell: (text) => toasts.show(text),
      onRingEnded(ring, cause) {
        const shop = me.sites.find((site) => site.id === ring.site)?.name ?? '';
        toasts.show(say(cause === 'no_answer' ? strings.ring.missed : strings.ring.gone, { shop }));
      },
      onEnded({ site, conversation, cause, by }) {
        // What this rep gave away is no news.
        if (cause === 'transferred' || cause === 'handed_over') return;
        const shop = me.sites.find(({ id }) => id === site)?.name ?? '';
        const visitor = visitorCode(conversation);
        toasts.show(say(strings.ended[cause], { shop, visitor, name: by?.name ?? strings.ended.somebody }));
      },
      onBegun({ site, conversation }) {
        const shop = me.sites.find(({ id }) => id === site)?.name ?? '';
        toasts.show(say(strings.ended.begun, { shop, visitor: visitorCode(conversation) }));
        sound.once();
      },
    });
    const turn = createOneWindow(`tillside.sound.${me.rep.id}`, locks);
    const stopAlerts = createAlerts(opened, { sound, notices, turn, document, focus: () => window.focus() });
    desk.value = opened;
    opened.link.connect();
    return () => {
      stopAlerts();
      turn.leave();
      opened.stop();
      desk.value = undefined;
    };
  }

  let close: (() => void) | undefined;
  const stopSession = effect(() => {
    const now = session.session.value;
    untracked(() => {
      if (now.phase === 'in' && desk.peek()?.me === now.me) return;
      close?.();
      close = now.phase === 'in' ? openDesk(now.me) : undefined;
    });
  });
  const stopWindow = watchWindow(window, desk, () => void sound.unlock());
  return {
    clock,
    nav,
    prefs,
    toasts,
    ui,
    session,
    sound,
    notices,
    desk,
    stop() {
      stopSession();
      stopWindow();
      close?.();
      nav.stop();
      ui.stop();
      prefs.stop();
      clock.stop();
    },
  };
}

/** The network and the page's life, for the link; the first touch, for the sound. */
function watchWindow(window: Window, desk: ReadonlySignal<Desk | undefined>, touch: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const on = (name: string, run: () => void): void => window.addEventListener(name, run, { signal, capture: true });
  on('online', () => desk.peek()?.link.setOnline(true));
  on('offline', () => desk.peek()?.link.setOnline(false));
  on('pagehide', () => desk.peek()?.link.setShown(false));
  on('pageshow', () => desk.peek()?.link.setShown(true));
  // Not at pointerdown: the line above the page goes then, and the press would end on something else than it began on.
  on('click', touch);
  on('keydown', touch);
  return () => ended.abort();
}
