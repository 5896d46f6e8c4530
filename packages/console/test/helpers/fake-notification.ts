import type { NotificationPort } from '../../src/alerts/notices.ts';

export interface FakeNotifications {
  readonly Port: NotificationPort;
  permission: NotificationPermission;
  /** What the rep will say when asked. */
  answer: NotificationPermission;
  asked: number;
  readonly shown: { readonly title: string; readonly options: NotificationOptions; click(): void; isClosed: boolean }[];
}

export function fakeNotifications(permission: NotificationPermission = 'default'): FakeNotifications {
  const fake: FakeNotifications = {
    permission,
    answer: 'granted',
    asked: 0,
    shown: [],
    Port: class extends EventTarget {
      static get permission(): NotificationPermission {
        return fake.permission;
      }
      static requestPermission(): Promise<NotificationPermission> {
        fake.asked++;
        fake.permission = fake.answer;
        return Promise.resolve(fake.permission);
      }
      readonly #entry: FakeNotifications['shown'][number];
      constructor(title: string, options: NotificationOptions) {
        super();
        this.#entry = { title, options, isClosed: false, click: () => this.dispatchEvent(new Event('click')) };
        fake.shown.push(this.#entry);
      }
      close(): void {
        this.#entry.isClosed = true;
      }
    } as EventTarget['constructor'] as NotificationPort,
  };
  return fake;
}
