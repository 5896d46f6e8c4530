import type { ConsoleSite } from '@tillside/protocol';
import type { JSX } from 'preact';
import type { TimelineItem } from '../../desk/timeline.ts';
import { formatDay } from '../../format.ts';
import { useConsole } from '../../state/context.ts';
import { AboutLine } from './about-line.tsx';
import { CardBubble } from './card-bubble.tsx';
import { Events } from './events.tsx';
import { InvitationBubble } from './invitation-bubble.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { OfferBubble } from './offer-bubble.tsx';
import { OrderLine } from './order-line.tsx';
import { UnsentBubble } from './unsent-bubble.tsx';

interface TimelineLineProps {
  readonly line: TimelineItem;
  readonly conversation: string;
  readonly shop: ConsoleSite | undefined;
}

export function TimelineLine({ line, conversation, shop }: TimelineLineProps): JSX.Element {
  switch (line.type) {
    case 'day':
      return <Day at={line.at} />;
    case 'message':
      return <MessageBubble line={line} />;
    case 'invitation':
      return <InvitationBubble entry={line.entry} />;
    case 'offer':
      return <OfferBubble line={line} />;
    case 'card':
      return <CardBubble line={line} />;
    case 'about':
      return <AboutLine entry={line.entry} />;
    case 'order':
      return <OrderLine entry={line.entry} />;
    case 'events':
      return <Events lines={line.lines} />;
    case 'unsent':
      return <UnsentBubble unsent={line.unsent} conversation={conversation} shop={shop} />;
    default:
      return line satisfies never;
  }
}

function Day({ at }: { readonly at: number }): JSX.Element {
  const { clock } = useConsole();
  return <li class="day">{formatDay(at, clock.read())}</li>;
}
