import { signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';

/** What lies over the page. One at a time: opening another closes it. */
export type Overlay =
  | 'palette'
  | 'keys'
  | 'details'
  | 'offers'
  | 'add'
  | 'product'
  | 'guide'
  | 'resolve'
  | 'reason'
  | 'transfer'
  | 'account'
  | 'profile';

export interface Ui {
  readonly overlay: Signal<Overlay | undefined>;
  /** Three panes fit side by side. */
  readonly isWide: ReadonlySignal<boolean>;
  /** One pane at a time. */
  readonly isPhone: ReadonlySignal<boolean>;
  /** Raised to bring the focus into the composer. */
  readonly composerFocus: Signal<number>;
  stop(): void;
}

/** Kept equal to the widths in the stylesheets. CSS pixels. */
export const wideFrom = 1200;
export const phoneBelow = 760;

export function createUi(window: Window): Ui {
  const ended = new AbortController();
  const media = (query: string): ReadonlySignal<boolean> => {
    const list = window.matchMedia(query);
    const matches = signal(list.matches);
    list.addEventListener('change', () => (matches.value = list.matches), { signal: ended.signal });
    return matches;
  };
  return {
    overlay: signal(),
    isWide: media(`(min-width: ${wideFrom}px)`),
    isPhone: media(`(max-width: ${phoneBelow - 1}px)`),
    composerFocus: signal(0),
    stop: () => ended.abort(),
  };
}
