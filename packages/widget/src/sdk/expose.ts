import { win } from '../env.ts';
import { guard } from './guard.ts';
import { hint } from './hint.ts';
import type { Tillside, TillsideGlobal } from './types.ts';

/** What `window.Tillside` may be before we come: nothing, or the one-line stub with the calls it queued. */
interface Stub {
  readonly q?: readonly Iterable<unknown>[];
  readonly version?: string;
}

const present = (): Stub => (win().Tillside as Stub | undefined) ?? {};

/** The widget at `window.Tillside`, and by which tag it came there. */
export interface Exposed extends TillsideGlobal {
  _tag?: Element;
}

/** The widget that runs on this page already. */
export const running = (): Exposed | '' | undefined => present().version && (present() as Exposed);

/**
 * Puts the widget at `window.Tillside` and makes the calls that were queued there. A page that kept the stub itself
 * goes on queueing into `Tillside.q`, which from now on calls at once.
 */
export function expose(widget: Tillside): Exposed {
  const methods = widget as Tillside & Readonly<Record<string, unknown>>;
  const call = guard((method: string, ...values: readonly unknown[]): unknown => {
    const found = methods[method];
    return typeof found === 'function'
      ? (found as (...values: readonly unknown[]) => unknown)(...values)
      : hint('call', method);
  });
  const push = (values: Iterable<unknown>): unknown => call(...(values as [string]));
  const { q = [] } = present();
  const exposed = Object.assign(call, widget, { q: { push } });
  win().Tillside = exposed;
  q.forEach(push);
  return exposed;
}
