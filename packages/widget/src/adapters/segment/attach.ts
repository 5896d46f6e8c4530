import { listen, win } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { dig, global, list, safely } from '../shared/find.ts';
import { createTeller } from '../shared/teller.ts';
import { nameOf } from './names.ts';
import { readParams } from './params.ts';

type Method = (...values: unknown[]) => unknown;

/**
 * Segment and RudderStack. Segment says itself what it tracked (`analytics.on`, which its snippet keeps until the library is there).
 * RudderStack has no such call: its `track` is called through, and what its snippet has queued is read.
 */
export function attach(host: GuestHost): void {
  const { _signal: signal } = host;
  const tell = createTeller(host);
  const see = (source: string) =>
    safely((event: unknown, properties: unknown) => {
      const name = nameOf(event, !!dig(properties, 'shipping_method'));
      if (name && !signal.aborted) tell(source, name, readParams(properties));
    });

  const known = new Set<unknown>();
  const look = safely(() => {
    const analytics = global('analytics');
    const on = dig(analytics, 'on');
    if (typeof on === 'function' && !known.has('analytics')) {
      // The snippet hands on what it was asked to the library: one call is enough.
      known.add('analytics');
      const seen = see('segment');
      on.call(analytics, 'track', seen);
      signal.addEventListener('abort', () => {
        const off = dig(global('analytics'), 'off');
        if (typeof off === 'function') off.call(global('analytics'), 'track', seen);
      });
    }
    const rudder = global('rudderanalytics');
    const track = dig(rudder, 'track');
    if (!rudder || typeof track !== 'function' || known.has(rudder)) return;
    known.add(rudder);
    // The library makes the calls again that the snippet kept: two sources that tell of the same.
    const seen = see(Array.isArray(rudder) ? 'rudderstack’s snippet' : 'rudderstack');
    for (const call of list({ rudder }, 'rudder')) if (dig(call, '0') === 'track') seen(dig(call, '1'), dig(call, '2'));
    Reflect.set(rudder, 'track', function (this: unknown, ...values: unknown[]) {
      const result: unknown = (track as Method).apply(this, values);
      seen(values[0], values[1]);
      return result;
    });
  });
  look();
  // RudderStack puts its library in the place of the snippet and says so.
  listen(win().document, 'RSA_Ready', look, signal);
  listen(win().document, 'RSA_Initialised', look, signal);
  listen(win(), 'load', look, signal);
}
