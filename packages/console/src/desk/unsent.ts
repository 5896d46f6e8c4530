import type { EntryAdded, EntryBodies, RepFrame } from '@tillside/protocol';
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
  const head = { conversation, ...assignment };
  switch (content.kind) {
    case 'message': {
      const { text, replies } = content;
      return { type: 'message.send', ...head, body: { text, ...(replies && { replies: [...replies] }) } };
    }
    case 'offer':
      return { type: 'offer.make', ...head, body: { offer: content.offer } };
    case 'product':
      return { type: 'product.show', ...head, body: content.product };
    case 'file':
      return { type: 'file.send', ...head, body: { file: content.file } };
    case 'guide':
      return { type: 'guide.show', ...head, body: { target: content.target, name: content.name } };
    default:
      return content satisfies never;
  }
}

/** What a frame from an outbox says, to show it while it is on its way. */
export function contentOf(frame: Numbered<RepFrame>): Content {
  switch (frame.type) {
    case 'message.send':
      return messageContent(frame.body);
    case 'note.add':
      return { kind: 'note', text: frame.body.text };
    case 'offer.make':
      return { kind: 'offer', offer: frame.body.offer };
    case 'product.show':
      return { kind: 'product', product: frame.body };
    case 'file.send':
      return { kind: 'file', file: frame.body.file };
    case 'guide.show':
      return { kind: 'guide', ...frame.body };
    default:
      return frame satisfies never;
  }
}

/** The same of an entry of the log; nothing where it is no rep's own. */
export function contentOfEntry(entry: EntryAdded): Content | undefined {
  switch (entry.kind) {
    case 'message':
      return messageContent(entry.body);
    case 'note':
      return { kind: 'note', text: entry.body.text };
    case 'offer':
      return { kind: 'offer', offer: entry.body.offer };
    case 'product':
      return { kind: 'product', product: entry.body };
    case 'file':
      return { kind: 'file', file: entry.body.file };
    case 'guide':
      return { kind: 'guide', ...entry.body };
    default:
      return undefined;
  }
}

const messageContent = ({ text, replies }: EntryBodies['message']): Content => ({
  kind: 'message',
  text,
  ...(replies && { replies }),
});

/** A file is the same by its id, whatever this window knows of its name. */
export const isSameContent = (a: Content, b: Content): boolean =>
  a.kind === 'file' && b.kind === 'file' ? a.file === b.file : JSON.stringify(a) === JSON.stringify(b);
