import { limits } from '@tillside/protocol';

/** What was written and not sent yet, by conversation; a reply and a note do not share a draft. */
export interface Draft {
  readonly reply: string;
  readonly note: string;
  /** Answers that come with the reply. Absent: none. */
  readonly replies?: readonly string[] | undefined;
  readonly mode: 'reply' | 'note';
}

export type Drafts = Readonly<Record<string, Draft>>;

/** So that a browser's storage never fills up with the forgotten. */
const KEPT = 50;

const emptyDraft: Draft = { reply: '', note: '', mode: 'reply' };

export const draftOf = (drafts: Drafts, conversation: string): Draft => drafts[conversation] ?? emptyDraft;

/** The answers that are written out, each once, as the wire takes them. */
export const repliesOf = ({ replies = [] }: Draft): readonly string[] =>
  [...new Set(replies.map((reply) => reply.trim()).filter(Boolean))].slice(0, limits.replies);

/** The newest draft is last; empty ones are forgotten. */
export function changeDraft(drafts: Drafts, conversation: string, change: Partial<Draft>): Drafts {
  const { [conversation]: before = emptyDraft, ...others } = drafts;
  const draft = { ...before, ...change };
  const isEmpty = draft.reply === '' && draft.note === '' && draft.replies === undefined && draft.mode === 'reply';
  const entries = Object.entries(isEmpty ? others : { ...others, [conversation]: draft });
  return Object.fromEntries(entries.slice(-KEPT));
}

/** What was kept, as far as it is what we once wrote. */
export function readDrafts(json: string | null): Drafts {
  if (json === null) return {};
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Draft] => isDraft(entry[1])));
  } catch {
    return {};
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { reply, note, replies, mode } = value as Partial<Draft>;
  const areReplies =
    replies === undefined || (Array.isArray(replies) && replies.every((one) => typeof one === 'string'));
  return typeof reply === 'string' && typeof note === 'string' && areReplies && (mode === 'reply' || mode === 'note');
}
