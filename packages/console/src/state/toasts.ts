import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

export interface Toast {
  readonly key: number;
  readonly text: string;
  readonly tone: 'plain' | 'bad';
}

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  show(text: string, tone?: Toast['tone']): void;
  close(key: number): void;
}

/** Long enough to read twice; a failure stays longer. Milliseconds. */
const LIVES_MS = { plain: 6_000, bad: 12_000 } as const;
const AT_ONCE = 3;

export function createToasts(): Toasts {
  const list = signal<readonly Toast[]>([]);
  let last = 0;
  const close = (key: number): void => void (list.value = list.value.filter((toast) => toast.key !== key));
  return {
    list,
    close,
    show(text, tone = 'plain') {
      const key = ++last;
      list.value = [...list.value.filter((toast) => toast.text !== text), { key, text, tone }].slice(-AT_ONCE);
      setTimeout(() => close(key), LIVES_MS[tone]);
    },
  };
}
