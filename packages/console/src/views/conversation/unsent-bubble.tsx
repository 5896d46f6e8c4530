import type { ConsoleSite } from '@tillside/protocol';
import type { JSX } from 'preact';
import type { Content, Unsent } from '../../desk/thread.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Bubble } from './bubble.tsx';
import { GuideCard, ProductCard } from './card-bubble.tsx';
import { Replies } from './message-bubble.tsx';
import { OfferCardView } from './offer-card-view.tsx';
import { SaidText } from './said-text.tsx';

interface UnsentBubbleProps {
  readonly unsent: Unsent;
  readonly conversation: string;
  readonly shop: ConsoleSite | undefined;
}

/** Written, not in the log yet: on the screen at once, with what became of it in words. */
export function UnsentBubble({ unsent, conversation, shop }: UnsentBubbleProps): JSX.Element {
  const { content, at, state } = unsent;
  const { noteByYou, you } = strings.conversation;
  return (
    <Bubble
      look={content.kind === 'note' ? 'note' : 'own'}
      at={at}
      author={content.kind === 'note' ? noteByYou : state === 'failed' ? you : undefined}
      foot={<Progress unsent={unsent} conversation={conversation} />}
    >
      <Written content={content} shop={shop} />
    </Bubble>
  );
}

function Written({ content, shop }: Pick<UnsentBubbleProps, 'shop'> & { readonly content: Content }): JSX.Element {
  switch (content.kind) {
    case 'offer': {
      const offer = shop?.offers.find((other) => other.id === content.offer);
      return <OfferCardView offer={offer ?? { title: content.offer, text: '' }} applied={undefined} />;
    }
    case 'product':
      return <ProductCard product={content.product} />;
    case 'guide':
      return <GuideCard name={content.name} />;
    case 'file':
      return <SaidText text={content.name ?? strings.said.file} />;
    case 'message':
      return (
        <>
          <SaidText text={content.text} />
          {content.replies && <Replies replies={content.replies} />}
        </>
      );
    case 'note':
      return <SaidText text={content.text} />;
    default:
      return content satisfies never;
  }
}

function Progress({ unsent, conversation }: Omit<UnsentBubbleProps, 'shop'>): JSX.Element {
  const desk = useDesk();
  const text = strings.conversation;
  const { key, state, reason } = unsent;
  if (state !== 'failed') {
    const isUp = desk.linkState.value === 'up';
    return <>{state === 'sent' ? text.sent : isUp ? text.sending : text.keeping}</>;
  }
  const again = (): void => {
    const standing = desk.standing(conversation);
    desk.unsent.again(key, standing.kind === 'mine' ? standing.assignment : undefined);
  };
  return (
    <>
      <span class="said-failed" role="alert">
        {text.notSent}
        {reason === undefined ? '' : `: ${strings.refusals[reason]}`}
      </span>
      <Button look="quiet" size="small" onClick={again}>
        {text.again}
      </Button>
      <Button look="quiet" size="small" onClick={() => desk.unsent.discard(key)}>
        {text.discard}
      </Button>
    </>
  );
}
