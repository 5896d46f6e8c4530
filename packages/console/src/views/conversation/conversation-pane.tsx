import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Empty } from '../../ui/empty.tsx';
import { InShop } from '../../ui/in-shop.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Composer } from './composer.tsx';
import './conversation-pane.css';
import { Doings } from './doings.tsx';
import { ConversationHead } from './head.tsx';
import { ConversationLog } from './log.tsx';
import { RingBar } from './ring-bar.tsx';
import { TakeBar } from './take-bar.tsx';
import { WrapUpBar } from './wrap-up-bar.tsx';
import { useOwnOverlays } from './use-own-overlays.ts';
import { useReadMark } from './use-read-mark.ts';

interface ConversationPaneProps {
  readonly conversation: string;
}

/** One conversation, in its shop's name and colour. */
export function ConversationPane({ conversation }: ConversationPaneProps): JSX.Element {
  const { ui } = useConsole();
  const desk = useDesk();
  const thread = desk.threads.of(conversation);
  const item = desk.item(conversation);
  const about = desk.about(conversation);
  const shop = desk.site(about?.site);
  const standing = desk.standing(conversation);
  useReadMark(conversation, standing.kind === 'mine');
  useOwnOverlays(standing.kind === 'mine');
  useEffect(() => void ui.composerFocus.value++, []);

  if (thread.isRefused) {
    return (
      <Empty icon="alert" title={strings.conversation.refused}>
        {strings.conversation.refusedHint}
      </Empty>
    );
  }
  return (
    <InShop accent={shop?.accent} class="conversation">
      <ConversationHead
        conversation={conversation}
        item={item}
        visitor={about?.visitor}
        shop={shop}
        standing={standing}
      />
      {standing.kind === 'mine' && <Doings conversation={conversation} item={item} standing={standing} />}
      {shop?.greeting !== undefined && (
        <p class="greeting" title={shop.greeting}>
          <span class="greeting-word">{strings.conversation.greeting}</span> {shop.greeting}
        </p>
      )}
      {thread.isLoaded ? (
        <ConversationLog conversation={conversation} visitor={about?.visitor} shop={shop} />
      ) : (
        <div class="conversation-wait">
          <Skeleton shape="bubbles" rows={4} />
        </div>
      )}
      {standing.kind === 'wrapping_up' && <WrapUpBar conversation={conversation} standing={standing} />}
      {standing.kind === 'colleagues_message' && (
        <TakeBar conversation={conversation} engagement={standing.engagement} from={standing.name} />
      )}
      {standing.kind === 'to_take' && <TakeBar conversation={conversation} engagement={standing.engagement} />}
      {standing.kind === 'ringing' ? (
        <RingBar conversation={conversation} />
      ) : (
        <Composer conversation={conversation} shop={shop} standing={standing} />
      )}
    </InShop>
  );
}
