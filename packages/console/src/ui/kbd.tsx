import type { JSX } from 'preact';
import './kbd.css';

const isMac = /Mac|iP(hone|ad)/.test(globalThis.navigator?.platform ?? '');
const NAMES: Readonly<Record<string, string>> = {
  $mod: isMac ? '⌘' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  Enter: '↵',
  Escape: 'Esc',
};

/** `Alt+J` as keys. */
export function Kbd({ keys }: { readonly keys: string }): JSX.Element {
  return (
    <span class="kbd">
      {keys.split('+').map((key) => (
        <kbd key={key}>{NAMES[key] ?? key}</kbd>
      ))}
    </span>
  );
}
