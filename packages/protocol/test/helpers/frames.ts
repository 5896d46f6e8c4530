import type { EntryAdded, VisitorTold } from '@tillside/protocol';

type Of<Type extends VisitorTold['type']> = Extract<VisitorTold, { readonly type: Type }>;

/** Frames of a relay, with only what a test cares about said. */
export const welcomed = (more: Partial<Of<'welcomed'>> = {}): Of<'welcomed'> => ({
  type: 'welcomed',
  node: 'n1',
  now: 0,
  heartbeatMs: 20_000,
  limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
  visitor: { id: 'vis_a' },
  ...more,
});

export const attached = (more: Partial<Of<'attached'>> = {}): Of<'attached'> => ({
  type: 'attached',
  conversation: 'mine',
  state: 'ok',
  top: 0,
  highest: {},
  readBy: { visitor: 0, rep: 0 },
  ...more,
});

export const entry = (offset: number, more: Partial<Omit<EntryAdded, 'kind' | 'body'>> = {}): EntryAdded => ({
  type: 'entry.added',
  conversation: 'mine',
  offset,
  chain: chainOf(offset),
  session: 'f'.repeat(32),
  seq: offset,
  at: 0,
  by: { kind: 'rep', id: 'rep_a', name: 'Ada' },
  kind: 'message',
  body: { text: `entry ${offset}` },
  ...more,
});

/** A chain that any test can tell from the offset. */
export const chainOf = (offset: number): string => offset.toString(16).padStart(12, '0');

export const message = (text: string, conversation: 'mine' = 'mine') =>
  ({ type: 'message.send', conversation, body: { text } }) as const;
