import { win } from '../env.ts';

/** GA4 parameters as the shop pushed them: nothing in here is to be trusted. */
export type Params = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Params => typeof value === 'object' && value !== null;

interface Layer {
  push(this: unknown, ...entries: unknown[]): unknown;
  readonly length: number;
  readonly [index: number]: unknown;
}

/**
 * Reads the shop's `dataLayer`: what is in it already, then every push, through the function it finds there, so that
 * GTM before or after us works on. Entries are only read, never changed; whatever cannot be read is passed over.
 *
 * Understands Tag Manager's objects (`{ event, ecommerce }`, where `ecommerce` of an earlier push counts until
 * `{ ecommerce: null }`) and gtag's `arguments` (`gtag('event', name, params)`). The function it returns looks for the layer:
 * now, and again when the shop may have put another in its place.
 */
export function watchDataLayer(onEvent: (name: string, params: Params) => void, signal: AbortSignal): () => void {
  let watched: unknown;
  let ecommerce: unknown;

  const tell = (name: unknown, params: unknown): void => {
    // Pages are counted by the widget; tags tell them a second time.
    if (typeof name === 'string' && name !== 'page_view') onEvent(name, isRecord(params) ? params : {});
  };

  const read = (entry: unknown): void => {
    try {
      if (signal.aborted || !isRecord(entry)) return;
      if (entry[0] === 'event') return tell(entry[1], entry[2]);
      if ('ecommerce' in entry) ({ ecommerce } = entry);
      tell(entry['event'], { ...entry, ...(ecommerce as object) });
    } catch {
      // A getter that throws, a revoked proxy: the shop's own affair.
    }
  };

  return () => {
    const layer = (win().dataLayer ??= []) as Layer;
    const { push } = layer;
    if (layer === watched || typeof push !== 'function') return;
    watched = layer;
    Array.from(layer).forEach(read);
    layer.push = function (...entries) {
      const result = push.apply(this, entries);
      entries.forEach(read);
      return result;
    };
  };
}
