import { isBrowser } from './env.ts';
import { createWidget } from './sdk/create-widget.ts';
import { expose, running } from './sdk/expose.ts';
import { guard } from './sdk/guard.ts';
import { load } from './load.ts';
import { hint, setHints } from './sdk/hint.ts';
import { inert } from './sdk/inert.ts';
import { readOptions } from './sdk/options.ts';
import type { Tillside, TillsideOptions } from './sdk/types.ts';

export type {
  Attributes,
  ConsentPurposes,
  InvitationState,
  Listener,
  PageInfo,
  Tillside,
  TillsideEventName,
  TillsideEvents,
  TillsideOptions,
  VisitorInfo,
} from './sdk/types.ts';

const VERSION = '0.1.0';

/**
 * Starts the widget on this page and returns it; the same object is at `window.Tillside`. Never throws: wrong options are
 * one console warning, and what comes back then does nothing. On a server it does nothing either. Called a second time, or
 * on a page that has the script tag, it returns what runs already.
 */
export function createTillside(options: TillsideOptions): Tillside {
  const start = guard((): Tillside | false => {
    if (!isBrowser()) return false;
    setHints(() => import('./entries/hints.ts'));
    const there = running();
    if (there) {
      hint('twice');
      return there;
    }
    const checked = readOptions({ ...options });
    return checked && expose(createWidget(checked, load, VERSION));
  });
  return start() || inert(VERSION);
}
