import { win } from '../../env.ts';
import { isRecord } from '../../shop/data-layer.ts';
import type { Watch } from './types.ts';

/** A consent type as Google's tags keep it. */
interface Entry {
  readonly initial?: unknown;
  readonly default?: unknown;
  readonly update?: unknown;
}
interface Layer {
  push(this: unknown, ...entries: unknown[]): unknown;
  readonly length: number;
  readonly [index: number]: unknown;
}

const TYPES = { functional: 'functionality_storage', analytics: 'analytics_storage' } as const;

const isYes = (value: unknown): boolean | undefined =>
  value === true || value === 'granted' ? true : value === false || value === 'denied' ? false : undefined;

/**
 * Google Consent Mode v2: `functionality_storage` and `analytics_storage` of the commands `gtag('consent', 'default' | 'update', …)`, which
 * stand in `dataLayer`, and of what Google's tags made of them (`google_tag_data.ics`): only those know which defaults are for the
 * visitor's region. A type that was never set is not denied: nothing was said of it.
 */
export const watchGoogle: Watch = (tell, signal) => {
  const said: Record<string, boolean | undefined> = {};
  const updated: Record<string, boolean | undefined> = {};
  let isThere = false;

  const read = (entry: unknown): void => {
    if (!isRecord(entry) || entry[0] !== 'consent' || !isRecord(entry[2])) return;
    const { [1]: command, [2]: types } = entry;
    // A default of a region may not be this visitor's.
    if (command !== 'update' && (command !== 'default' || types['region'])) return;
    isThere = true;
    for (const type of Object.values(TYPES)) {
      const value = isYes(types[type]);
      if (value !== undefined) (command === 'update' ? updated : said)[type] = value;
    }
  };

  const look = (): void => {
    const { google_tag_data: data } = win() as { google_tag_data?: { ics?: { entries?: Record<string, Entry> } } };
    const known = data?.ics?.entries ?? {};
    const stands = (type: string): boolean | undefined => {
      const { update, default: byDefault, initial } = known[type] ?? {};
      return updated[type] ?? isYes(update) ?? isYes(byDefault) ?? isYes(initial) ?? said[type];
    };
    const [functional, analytics] = [stands(TYPES.functional), stands(TYPES.analytics)];
    if (functional === undefined && analytics === undefined) return;
    isThere = true;
    tell({ ...(functional !== undefined && { functional }), ...(analytics !== undefined && { analytics }) });
  };

  const layer = (win().dataLayer ?? []) as Layer;
  Array.from(layer).forEach(read);
  look();
  if (!isThere) return false;
  const { push } = layer;
  if (typeof push === 'function') {
    layer.push = function (...entries) {
      const result = push.apply(this, entries);
      if (!signal.aborted) {
        entries.forEach(read);
        look();
      }
      return result;
    };
  }
  return true;
};
