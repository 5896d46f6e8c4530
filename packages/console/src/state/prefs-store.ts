import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { readPrefs } from '../desk/prefs.ts';
import type { Prefs } from '../desk/prefs.ts';
import { createKept } from './kept.ts';
import type { Shelf } from './kept.ts';

export interface PrefsStore {
  readonly prefs: ReadonlySignal<Prefs>;
  change(part: Partial<Prefs>): void;
  stop(): void;
}

/** Keeps what the rep arranged, and puts the theme on the page. */
export function createPrefsStore(shelf: Shelf, root: HTMLElement, dark: MediaQueryList): PrefsStore {
  const prefs = createKept(shelf, 'tillside.prefs', readPrefs);
  const systemIsDark = signal(dark.matches);
  const onSystem = (): void => void (systemIsDark.value = dark.matches);
  dark.addEventListener('change', onSystem);
  const stopTheme = effect(() => {
    const { theme } = prefs.value.value;
    root.dataset['theme'] = theme === 'auto' ? (systemIsDark.value ? 'dark' : 'light') : theme;
  });
  return {
    prefs: prefs.value,
    change: (part) => prefs.change((before) => ({ ...before, ...part })),
    stop() {
      stopTheme();
      prefs.stop();
      dark.removeEventListener('change', onSystem);
    },
  };
}
