import { win } from '../env.ts';
import { guard, passOver } from '../sdk/guard.ts';

/** GA4 parameters as the shop pushed them: nothing in here is to be trusted. */
export type Params = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Params => typeof value === 'object' && value !== null;

/** What has no parameters has none. */
export const recordOf = (value: unknown): Params => (isRecord(value) ? value : {});

/**
 * Reads the shop's `dataLayer`: what is in it already, then every push, through the function it finds there, so that
 * GTM before or after us works on. Entries are only read, never changed; whatever cannot be read is passed over.
 *
 * Understands Tag Manager's objects (`{ event, ecommerce }`, where `ecommerce` of an earlier push counts until
 * `{ ecommerce: null }`) and gtag's `arguments` (`gtag('event', name, params)`). The function it returns looks for the layer:
 * now, and again when the shop may have put another in its place.
 */
export function watchDataLayer(onEvent: (name: string, params: unknown) => void, signal: AbortSignal): () => void {
  let watched: unknown[] | undefined;
  let ecommerce: unknown;

  const tell = (name: unknown, params: unknown): void => {
    // Pages are counted by the widget, and tags tell them a second time. What we tell the layer ourselves is no news.
    if (typeof name === 'string' && !/^(page_view$|tillside_)/.test(name)) onEvent(name, params);
  };

  const read = guard((entry: unknown): void => {
    if (signal.aborted || !isRecord(entry)) return;
    if (entry[0] === 'event') return tell(entry[1], entry[2]);
    if ('ecommerce' in entry) ({ ecommerce } = entry);
    tell(entry['event'], { ...entry, ...(ecommerce as object) });
  }, passOver);

  return guard(() => {
    const layer = (win().dataLayer ??= []) as unknown[];
    const { push } = layer;
    if (layer === watched || !push) return;
    // A copy of the one before holds what was read there.
    Array.from(layer)
      .filter((entry) => !watched?.includes(entry))
      .forEach(read);
    watched = layer;
    layer.push = function (...entries) {
      try {
        return push.apply(this, entries);
      } finally {
        // Also what a tag manager stumbles over.
        entries.forEach(read);
      }
    };
  }, passOver);
}
