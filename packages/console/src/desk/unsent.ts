import type { EntryAdded, RepFrame } from '@tillside/protocol';
import type { Numbered, Unnumbered } from '@tillside/protocol/client';
import type { Assignment } from './standing.ts';
import type { Content } from './thread.ts';

/** The frame that says it. A note needs no assignment: any rep who may see the conversation may leave one. */
export function frameOf(
  conversation: string,
  content: Content,
  assignment: Assignment | undefined,
): Unnumbered<RepFrame> | undefined {
  if (content.kind === 'note') return { type: 'note.add', conversation, body: { text: content.text } };
  if (assignment === undefined) return undefined;
  return content.kind === 'message'
    ? { type: 'message.send', conversation, ...assignment, body: { text: content.text } }
    : { type: 'offer.make', conversation, ...assignment, body: { offer: content.offer } };
}

/** What a frame from an outbox says, to show it while it is on its way. */
export function contentOf(frame: Numbered<RepFrame>): Content {
  switch (frame.type) {
    case 'message.send':
      return { kind: 'message', text: frame.body.text };
    case 'note.add':
      return { kind: 'note', text: frame.body.text };
    case 'offer.make':
      return { kind: 'offer', offer: frame.body.offer };
    default:
      return frame satisfies never;
  }
}

/** The same of an entry of the log; nothing where it is no rep's own. */
export function contentOfEntry(entry: EntryAdded): Content | undefined {
  if (entry.kind === 'message' || entry.kind === 'note') return { kind: entry.kind, text: entry.body.text };
  return entry.kind === 'offer' ? { kind: 'offer', offer: entry.body.offer } : undefined;
}

export const isSameContent = (a: Content, b: Content): boolean => JSON.stringify(a) === JSON.stringify(b);
