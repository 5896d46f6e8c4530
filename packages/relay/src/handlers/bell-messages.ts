import type { World } from './types.ts';

/**
 * What handlers say on a conversation's bell besides the store's own "look": things that are nowhere to be looked up, or that nobody
 * else rings for. Lossy.
 */
export type BellMessage =
  | { readonly typing: 'visitor' | 'rep'; readonly from: string }
  | { readonly read: { readonly by: 'visitor' | 'rep'; readonly offset: number } }
  /** The stored context is another one. */
  | { readonly context: 1 }
  /** The invitation was taken back. */
  | { readonly withdrawn: string };

export function ring(world: World, conversation: string, message: BellMessage): void {
  world.store.bus.ring(`cnv/${conversation}`, JSON.stringify(message));
}

/** `look`: the log or the record may be new. `undefined`: not of this release. */
export function parseBell(message: string): BellMessage | 'look' | undefined {
  if (message === '' || message === 'entry') return 'look';
  const parsed: unknown = JSON.parse(message);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const isKnown = 'typing' in parsed || 'read' in parsed || 'context' in parsed || 'withdrawn' in parsed;
  return isKnown ? (parsed as BellMessage) : undefined;
}
