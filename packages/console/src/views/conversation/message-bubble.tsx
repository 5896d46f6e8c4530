import type { JSX } from 'preact';
import type { TimelineItem } from '../../desk/timeline.ts';
import { say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Bubble } from './bubble.tsx';
import type { BubbleLook } from './bubble.tsx';
import './card-bubble.css';
import { SaidText } from './said-text.tsx';

type MessageLine = Extract<TimelineItem, { type: 'message' }>;

export function MessageBubble({ line }: { readonly line: MessageLine }): JSX.Element {
  const { entry, isOwn, isFirst, delivery } = line;
  return (
    <Bubble
      look={lookOf(line)}
      at={entry.at}
      author={isFirst || entry.kind === 'note' ? authorOf(line) : undefined}
      foot={isOwn && delivery && strings.conversation[delivery]}
    >
      <SaidText text={entry.body.text} />
      {entry.kind === 'message' && entry.body.replies && <Replies replies={entry.body.replies} />}
    </Bubble>
  );
}

/** What the visitor may answer with a press. */
export const Replies = ({ replies }: { readonly replies: readonly string[] }): JSX.Element => (
  <ul class="replies" aria-label={strings.conversation.repliesOffered}>
    {replies.map((reply) => (
      <li key={reply}>{reply}</li>
    ))}
  </ul>
);

function lookOf({ entry, isOwn }: MessageLine): BubbleLook {
  if (entry.kind === 'note') return 'note';
  if (entry.by.kind === 'visitor') return 'visitor';
  return isOwn ? 'own' : 'rep';
}

function authorOf({ entry, isOwn }: MessageLine): string {
  const { bot, noteBy, noteByYou, visitor, you } = strings.conversation;
  const name = entry.by.name ?? '';
  if (entry.kind === 'note') return isOwn ? noteByYou : say(noteBy, { name });
  if (entry.by.kind === 'visitor') return visitor;
  if (entry.by.kind === 'bot') return say(bot, { name });
  return isOwn ? you : name;
}
