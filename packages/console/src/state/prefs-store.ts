import { effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { readPrefs } from '../desk/prefs.ts';
import type { Prefs } from '../desk/prefs.ts';

export interface PrefsStore {
  readonly prefs: ReadonlySignal<Prefs>;
  change(part: Partial<Prefs>): void;
  stop(): void;
}

const KEY = 'tillside.prefs';

/** Keeps what the rep arranged, and puts the theme on the page. Storage that refuses (full, switched off) is no reason to stop. */
export function createPrefsStore(storage: Storage, root: HTMLElement, dark: MediaQueryList): PrefsStore {
  const prefs = signal(readPrefs(storage.getItem(KEY)));
  const systemIsDark = signal(dark.matches);
  const onSystem = (): void => void (systemIsDark.value = dark.matches);
  dark.addEventListener('change', onSystem);
  const stopTheme = effect(() => {
    const { theme } = prefs.value;
    root.dataset['theme'] = theme === 'auto' ? (systemIsDark.value ? 'dark' : 'light') : theme;
  });
  return {
    prefs,
    change(part) {
      prefs.value = { ...prefs.value, ...part };
      try {
        storage.setItem(KEY, JSON.stringify(prefs.value));
      } catch {
        // Kept for this page only.
      }
    },
    stop() {
      stopTheme();
      dark.removeEventListener('change', onSystem);
    },
  };
}
