import type { RepTold } from '@tillside/protocol';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, vi } from 'vitest';
import type { Api } from '../../src/http/api.ts';
import { createConsole } from '../../src/state/console.ts';
import type { Console } from '../../src/state/console.ts';
import { App } from '../../src/views/app.tsx';
import { NOON, floor, me } from './data.ts';
import { FakeAudio, asAudio } from './fake-audio.ts';
import { fakeApi } from './fake-api.ts';
import { fakeNotifications } from './fake-notification.ts';
import type { FakeNotifications } from './fake-notification.ts';
import { FakeSocket } from './fake-socket.ts';

export interface OpenConsole {
  readonly app: Console;
  readonly root: HTMLElement;
  readonly audio: FakeAudio;
  readonly notifications: FakeNotifications;
  readonly sockets: readonly FakeSocket[];
  /** The socket that counts now. */
  readonly socket: FakeSocket;
  tell(...frames: RepTold[]): Promise<void>;
  /** Does something and lets the page settle. */
  does(run: () => unknown): Promise<void>;
  passes(ms: number): Promise<void>;
  /** Visible text, as a person reads it. */
  text(selector?: string): string;
  find<E extends HTMLElement>(selector: string): E;
  button(name: string | RegExp): HTMLButtonElement;
}

export interface OpenOptions {
  readonly api?: Partial<Api>;
  readonly hash?: string;
  readonly width?: number;
  readonly permission?: NotificationPermission;
  /** The relay's first words after `welcomed`. */
  readonly first?: readonly RepTold[];
  /** Stay before the socket's opening. */
  readonly offline?: boolean;
}

export const welcomed: RepTold = {
  type: 'welcomed',
  node: 'n1',
  now: NOON,
  heartbeatMs: 20_000,
  limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 65_536 },
  rep: { id: me.rep.id, name: me.rep.name, team: me.rep.team, sites: me.sites.map((site) => site.id) },
};

let close: (() => void) | undefined;
afterEach(() => {
  close?.();
  close = undefined;
  vi.useRealTimers();
});

/** The whole console in happy-dom, with the relay in the test's hand and the clock standing still at noon. */
export async function openConsole(options: OpenOptions = {}): Promise<OpenConsole> {
  vi.useFakeTimers({ now: NOON });
  const browser = window as Window & { happyDOM?: { setViewport(size: { width: number; height: number }): void } };
  browser.happyDOM?.setViewport({ width: options.width ?? 1_440, height: 900 });
  window.location.hash = options.hash ?? '';
  document.body.innerHTML = '<div id="app"></div>';
  const root = document.getElementById('app') as HTMLElement;
  const sockets: FakeSocket[] = [];
  const audio = new FakeAudio();
  const notifications = fakeNotifications(options.permission);
  let session = 0;
  const app = createConsole({
    window,
    storage: window.localStorage,
    api: fakeApi(options.api),
    socketUrl: 'ws://relay.test/v1/console/socket',
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    openAudio: () => asAudio(audio),
    notifications: notifications.Port,
    locks: undefined,
    newSession: () => (++session).toString(16).padStart(32, '0'),
  });
  close = () => {
    void act(() => render(null, root));
    app.stop();
    window.localStorage.clear();
  };
  const does = async (run: () => unknown): Promise<void> => {
    await act(async () => {
      await run();
      await vi.advanceTimersByTimeAsync(20);
    });
  };
  const page: OpenConsole = {
    app,
    root,
    audio,
    notifications,
    sockets,
    get socket() {
      const socket = sockets.at(-1);
      if (!socket) throw new Error('no socket was opened');
      return socket;
    },
    does,
    tell: (...frames) => does(() => page.socket.tell(...frames)),
    passes: (ms) => does(() => vi.advanceTimersByTimeAsync(ms)),
    text: (selector) => (selector === undefined ? root : page.find(selector)).textContent.replace(/\s+/g, ' ').trim(),
    find(selector) {
      const found = root.querySelector(selector);
      if (!(found instanceof HTMLElement))
        throw new Error(`nothing is ${selector} in ${root.innerHTML.slice(0, 2_000)}`);
      return found as never;
    },
    button(name) {
      const is = (text: string): boolean => (typeof name === 'string' ? text === name : name.test(text));
      const found = [...root.querySelectorAll('button')].find((button) =>
        is(button.getAttribute('aria-label') ?? button.textContent.trim()),
      );
      if (!found) throw new Error(`no button ${String(name)}`);
      return found;
    },
  };
  await does(() => {
    render(<App app={app} />, root);
    return app.session.start();
  });
  if (options.offline !== true && sockets.length > 0) {
    await does(() => page.socket.open());
    await page.tell(welcomed, ...(options.first ?? [floor()]));
  }
  return page;
}

/** Types into a field as a person does: the whole text, then the event the browser sends. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

export function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...init }));
}
