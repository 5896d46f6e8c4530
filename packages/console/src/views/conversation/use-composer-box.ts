import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { useConsole } from '../../state/context.ts';

/** Five lines of 20 px and the padding; then it scrolls. CSS pixels. */
const TALLEST_PX = 5 * 20 + 24;

/** A text box that grows with what is written, and takes the focus when the desk asks for it. */
export function useComposerBox(value: string): RefObject<HTMLTextAreaElement | null> {
  const { ui } = useConsole();
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.style.height = 'auto';
    box.current.style.height = `${Math.min(box.current.scrollHeight, TALLEST_PX)}px`;
  }, [value]);
  const asked = ui.composerFocus.value;
  useEffect(() => {
    // On a phone the keyboard would cover what is to be read first.
    if (asked > 0 && !ui.isPhone.value) box.current?.focus();
  }, [asked]);
  return box;
}
