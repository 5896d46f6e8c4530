import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './menu.css';

interface MenuProps {
  readonly label: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** The button that opens it, always in the page. */
  readonly anchor: ComponentChildren;
  readonly place?: 'below' | 'start' | 'over' | 'beside';
  readonly children: ComponentChildren;
}

/** A list of choices that opens at its button: arrow keys walk, Escape closes, the focus returns to the button. */
export function Menu({ label, open, onClose, anchor, place = 'below', children }: MenuProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const before = document.activeElement;
    focusables(list.current)[0]?.focus();
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      if (before instanceof HTMLElement && list.current?.contains(document.activeElement) !== false) before.focus();
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Tab') onClose();
    else if (event.key in STEPS && !(event.target instanceof HTMLInputElement && event.target.type === 'radio')) {
      event.preventDefault();
      walk(list.current, STEPS[event.key as keyof typeof STEPS]);
    }
  };
  return (
    <div class="menu" ref={box}>
      {anchor}
      {open && (
        <div ref={list} class={`menu-list menu-${place}`} role="dialog" aria-label={label} onKeyDown={onKeyDown}>
          {children}
        </div>
      )}
    </div>
  );
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 } as const;

const focusables = (list: HTMLElement | null): HTMLElement[] =>
  list ? [...list.querySelectorAll<HTMLElement>('button:not(:disabled), input:checked, a[href]')] : [];

function walk(list: HTMLElement | null, step: 1 | -1): void {
  const all = focusables(list);
  const at = all.findIndex((item) => item === document.activeElement);
  all[(at + step + all.length) % all.length]?.focus();
}
