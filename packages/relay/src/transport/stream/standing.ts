import type { ServerResponse } from 'node:http';
import { limits } from '@tillside/protocol';
import type { Wire } from '../wire.ts';

/**
 * Streams that stand, by visitor. One that follows another is no new connection, so its address does not bound it: one more than a visitor
 * may have ends the oldest, which is more likely one that nobody hears any more than the newest is.
 */
export function createStanding() {
  const all = new Map<string, Set<Wire>>();
  return {
    add(visitor: string, wire: Wire, response: ServerResponse): void {
      const own = all.get(visitor) ?? new Set();
      all.set(visitor, own);
      own.add(wire);
      response.on('close', () => {
        if (own.delete(wire) && own.size === 0 && all.get(visitor) === own) all.delete(visitor);
      });
      if (own.size <= limits.streamsPerVisitor) return;
      const [oldest] = own;
      if (oldest === undefined) return;
      own.delete(oldest);
      oldest.close(4013, `at most ${limits.streamsPerVisitor} streams of a visitor`);
    },
  };
}
