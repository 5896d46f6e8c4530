import { announce, listen, page } from '../env.ts';
import type { Emit, Listener, TillsideEventName, TillsideEvents } from './types.ts';

const PREFIX = 'tillside:';

/**
 * Tells the shop. Events are CustomEvents on the document, and `on` listens to those: a listener of the shop that throws is
 * the shop's own error, as with any event.
 */
export const emit: Emit = (name, detail) => announce(PREFIX + name, detail, name === 'offer');

/** Listens until the function it returns is called. */
export function subscribe<Name extends TillsideEventName>(
  name: Name,
  listener: Listener<Name>,
  isOnce: boolean,
): () => void {
  const ending = new AbortController();
  listen(
    page(),
    PREFIX + name,
    (event) =>
      listener((event as CustomEvent<TillsideEvents[Name]>).detail, event as CustomEvent<TillsideEvents[Name]>),
    ending.signal,
    isOnce,
  );
  return () => ending.abort();
}
