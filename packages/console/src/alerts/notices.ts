import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** `ask`: not asked yet. `missing`: this browser, or an address without https, has none. */
export type NoticeState = 'ask' | 'allowed' | 'denied' | 'missing';

export interface Notice {
  /** One notification per conversation, however many windows are open. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly icon?: string;
  readonly onClick: () => void;
}

export interface Notices {
  readonly state: ReadonlySignal<NoticeState>;
  /** Asks the browser for permission; call it from a click only. */
  ask(): Promise<void>;
  /** Looks again: the rep may have changed the site's settings. */
  check(): void;
  /** Shown again with other words, it is changed in its place. */
  show(notice: Notice): void;
  close(tag: string): void;
}

/** The part of the browser's Notification that is used. */
export interface NotificationPort {
  readonly permission: NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
  new (title: string, options: NotificationOptions): Notification;
}

export function createNotices(Port: NotificationPort | undefined): Notices {
  const shown = new Map<string, { readonly notification: Notification; readonly text: string }>();
  const read = (): NoticeState => {
    if (Port === undefined) return 'missing';
    return ({ default: 'ask', granted: 'allowed', denied: 'denied' } as const)[Port.permission];
  };
  const state = signal(read());
  const close = (tag: string): void => {
    shown.get(tag)?.notification.close();
    shown.delete(tag);
  };
  return {
    state,
    async ask() {
      await Port?.requestPermission();
      state.value = read();
    },
    check: () => void (state.value = read()),
    show(notice) {
      if (Port === undefined || read() !== 'allowed') return;
      const { tag, title, body, icon } = notice;
      const text = `${title}\n${body}`;
      // The same again is nothing new; other words under the same tag take the place of the first, without a second sound.
      if (shown.get(tag)?.text === text) return;
      try {
        const notification = new Port(title, { tag, body, requireInteraction: true, ...(icon ? { icon } : {}) });
        notification.addEventListener('click', () => {
          notice.onClick();
          close(tag);
        });
        shown.set(tag, { notification, text });
      } catch {
        // A phone's Chromium has the name but only a service worker may notify: as good as missing.
        state.value = 'missing';
      }
    },
    close,
  };
}
