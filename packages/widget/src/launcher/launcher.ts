import type { Boot } from '@tillside/protocol';
import type { Playbook } from '@tillside/rules';
import { page } from '../env.ts';
import type { Options } from '../sdk/options.ts';
import css from './launcher.css?inline';
import { launcherName } from './strings.ts';

export interface LauncherHost {
  readonly _boot: Boot;
  readonly _options: Options;
  readonly _playbook: Playbook;
  readonly _signal: AbortSignal;
}

/**
 * The one element the widget adds to the page, with the shadow root that everything is drawn in, and the round button.
 * Styles are constructed sheets, which no policy of a shop has to allow; the button's bubble is drawn by the sheet. What it
 * shows besides (unread messages, an arrow while the panel is open) comes with the panel.
 */
export function createLauncher(
  { _boot: boot, _options: options, _playbook: playbook, _signal: signal }: LauncherHost,
  onPress: () => void,
): HTMLElement {
  const host = page().createElement('tillside-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  const button = page().createElement('button');
  sheet.replaceSync(
    `:host{--accent:${boot.accent};--on-accent:${boot.onAccent};--${options.position}:var(--tillside-side,20px);all:initial!important;position:fixed!important;z-index:${options.zIndex}!important}${css}`,
  );
  root.adoptedStyleSheets = [sheet];
  button.className = button.part = 'launcher';
  // Where a rule says on which pages it is, that is looked at in a moment.
  button.hidden = !options.launcher || !!playbook.launcher;
  button.setAttribute('aria-label', launcherName(boot.name, boot.availability));
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- fewer bytes, and nobody else has the button
  button.onclick = onPress;
  root.append(button);
  // Beside the body: shops that swap it for the next page's keep the widget, and an async script may run before there is one.
  page().documentElement.append(host);
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- fewer bytes; the only one of this signal
  signal.onabort = () => host.remove();
  return button;
}
