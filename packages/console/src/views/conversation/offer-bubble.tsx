import type { JSX } from 'preact';
import type { TimelineItem } from '../../desk/timeline.ts';
import { strings } from '../../strings.ts';
import { Bubble } from './bubble.tsx';
import { OfferCardView } from './offer-card-view.tsx';

type OfferLine = Extract<TimelineItem, { type: 'offer' }>;

export function OfferBubble({ line }: { readonly line: OfferLine }): JSX.Element {
  const { entry, isOwn, applied, delivery } = line;
  return (
    <Bubble
      look={isOwn ? 'own' : 'rep'}
      at={entry.at}
      author={isOwn ? strings.conversation.you : (entry.by.name ?? '')}
      foot={isOwn && delivery && strings.conversation[delivery]}
    >
      <OfferCardView offer={entry.body} applied={applied} />
    </Bubble>
  );
}
