import type { GuideTarget, VisitorFrames } from '@tillside/protocol';
import type { World } from './types.ts';

/**
 * What handlers say on a conversation's bell besides the store's own "look": things that are nowhere to be looked up, or that nobody
 * else rings for. Lossy.
 */
export type BellMessage =
  | { readonly typing: 'visitor' | 'rep'; readonly from: string; readonly text?: string }
  | { readonly read: { readonly by: 'visitor' | 'rep'; readonly offset: number } }
  /** The stored context is another one. */
  | { readonly context: 1 }
  /** The invitation was taken back. */
  | { readonly withdrawn: string }
  /** A rep asks the visitor's page at `url` what can be pointed at. */
  | { readonly guide: 'asked'; readonly url?: string }
  | { readonly guide: 'listed'; readonly targets: GuideTarget[] }
  | {
      readonly guide: 'moved';
      readonly offset: number;
      readonly state: VisitorFrames['guide.answer']['state'];
    };

const known = ['typing', 'read', 'context', 'withdrawn', 'guide'] as const;

export function ring(world: World, conversation: string, message: BellMessage): void {
  world.store.bus.ring(`cnv/${conversation}`, JSON.stringify(message));
}

/** `look`: the record may be new. `undefined`: not of this release. */
export function parseBell(message: string): BellMessage | 'look' | undefined {
  if (message === '') return 'look';
  const parsed: unknown = JSON.parse(message);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  return known.some((name) => name in parsed) ? (parsed as BellMessage) : undefined;
}
