import type { EngagementView, VisitorTold } from '@tillside/protocol';
import { afterEach, beforeEach, vi } from 'vitest';
import { engagement } from './fake-link.ts';
import { boot, checkout, json, page, resetPage, serve } from './shop.ts';
import { settle, startWidget } from './start-widget.ts';
import type { Started } from './start-widget.ts';

/** A page with the widget on it, made anew for each test and taken down after it. */
export interface Stage {
  /** The widget of this test, once it was started. */
  started: Started;
  readonly start: (options?: object) => Promise<Started>;
  /** A checkout with a large cart, past the arming time of the exit. */
  readonly atCheckout: (value?: number) => Promise<Started>;
  readonly pressLauncher: () => Promise<void>;
  /** The panel, opened by the visitor; `more` is what boot says besides. */
  readonly open: (more?: object) => Promise<Started>;
  /** The panel with this engagement and these entries. */
  readonly talk: (about?: Partial<EngagementView>, ...entries: VisitorTold[]) => Promise<Started>;
  readonly text: (selector: string) => string;
  readonly field: () => HTMLTextAreaElement;
  readonly write: (words: string) => void;
}

export const draw = () => vi.advanceTimersByTimeAsync(50);

/** False when somebody called `preventDefault()`. */
export const press = (target: EventTarget, key: string, more: KeyboardEventInit = {}): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }));

export function useWidget(): Stage {
  const stage: Stage = {
    started: undefined as never,
    start: async (options) => (stage.started = await startWidget(options)),
    async atCheckout(value = 612) {
      page.dataLayer = [checkout(value)];
      await stage.start();
      await vi.advanceTimersByTimeAsync(6_000);
      return stage.started;
    },
    async pressLauncher() {
      stage.started.launcher().click();
      await settle();
    },
    async open(more = {}) {
      serve({ boot: () => json({ ...boot, ...more }) });
      await stage.start();
      await stage.pressLauncher();
      await draw();
      return stage.started;
    },
    async talk(about, ...entries) {
      await stage.open();
      stage.started.link.attach(engagement(about), ...entries);
      await draw();
      return stage.started;
    },
    text: (selector) => stage.started.find(selector)?.textContent?.trim() ?? '',
    field: () => stage.started.find<HTMLTextAreaElement>('textarea') as HTMLTextAreaElement,
    write(words) {
      stage.field().value = words;
      stage.field().dispatchEvent(new Event('input', { bubbles: true }));
    },
  };
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date(2027, 2, 3, 14, 3).getTime() });
    serve();
    history.replaceState(null, '', '/checkout');
  });
  afterEach(() => {
    stage.started.widget.destroy();
    resetPage();
  });
  return stage;
}
