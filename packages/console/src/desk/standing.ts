import type { EngagementView, FloorItem } from '@tillside/protocol';

/** The assignment a rep writes under. */
export interface Assignment {
  readonly epoch: number;
  readonly claim: string;
}

/** How this rep stands to a conversation, and so what may be done in it. */
export type Standing =
  | { readonly kind: 'mine'; readonly assignment: Assignment; readonly isByMessage: boolean }
  /** Resolved by this rep, who has a moment for notes; to the visitor it is over. */
  | { readonly kind: 'wrapping_up'; readonly assignment: Assignment; readonly until: number | undefined }
  /** Answered, but the floor has not told the claim yet: a blink. */
  | { readonly kind: 'arriving' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'ringing_elsewhere'; readonly name: string }
  | { readonly kind: 'queued' }
  /** By message, and nobody has taken it yet. */
  | { readonly kind: 'to_take'; readonly engagement: string }
  /** By message with a colleague: it may be taken over. */
  | { readonly kind: 'colleagues_message'; readonly engagement: string; readonly name: string }
  | { readonly kind: 'elsewhere'; readonly name: string }
  | { readonly kind: 'resolved' }
  | { readonly kind: 'unknown' };

/**
 * `mine`: the floor's line among the rep's own; `engagement`: what the conversation says of itself, which may be some milliseconds ahead of
 * the floor. Only the floor's line carries the claim, so only it makes a conversation writable.
 */
export function standingOf(rep: string, mine: FloorItem | undefined, engagement: EngagementView | undefined): Standing {
  const state = mine?.state ?? engagement?.state;
  if (engagement?.state === 'resolved' && (!mine || mine.engagement === engagement.id)) return { kind: 'resolved' };
  if (mine && mine.state !== 'ringing' && mine.claim !== undefined) {
    const assignment = { epoch: mine.epoch, claim: mine.claim };
    if (mine.state === 'wrap_up') return { kind: 'wrapping_up', assignment, until: mine.wrapUpUntil };
    return { kind: 'mine', assignment, isByMessage: mine.state === 'by_message' };
  }
  if (mine?.state === 'ringing') return { kind: 'ringing' };
  const holder = engagement?.rep;
  switch (state) {
    case undefined:
      return { kind: 'unknown' };
    case 'resolved':
      return { kind: 'resolved' };
    case 'queued':
      return { kind: 'queued' };
    case 'ringing':
      return holder?.id === rep ? { kind: 'ringing' } : { kind: 'ringing_elsewhere', name: holder?.name ?? '' };
    case 'by_message':
      if (engagement !== undefined && holder === undefined) return { kind: 'to_take', engagement: engagement.id };
      if (holder?.id === rep || engagement === undefined) return { kind: 'arriving' };
      return { kind: 'colleagues_message', engagement: engagement.id, name: holder?.name ?? '' };
    case 'active':
    case 'wrap_up':
      return holder?.id === rep ? { kind: 'arriving' } : { kind: 'elsewhere', name: holder?.name ?? '' };
    default:
      return state satisfies never;
  }
}
