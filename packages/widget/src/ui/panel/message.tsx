import { useState } from 'preact/hooks';
import type { Ctx } from '../context.ts';
import type { Item } from '../items.ts';
import { findLinks } from '../links.ts';

export interface MessageProps {
  readonly ctx: Ctx;
  readonly item: Extract<Item, { _kind: 'message' }>;
}

/** The shop's own pages open here, where the conversation goes on; others in a tab of their own. */
const Text = ({ text }: { readonly text: string }) =>
  findLinks(text).map((piece) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <a
        href={piece._href}
        target={new URL(piece._href).origin === location.origin ? undefined : '_blank'}
        rel="noopener noreferrer nofollow ugc"
      >
        {piece._href}
      </a>
    ),
  );

/** A bubble. Its time is shown when it is pressed, and always said to screen readers. */
export function Message({ ctx, item }: MessageProps) {
  const { _say: say, _format: format, _chat: chat } = ctx;
  const [isTimed, setTimed] = useState(false);
  const { _at: at, _state: state } = item;
  const time = at === undefined ? '' : format._time(at);
  return (
    <li class={`message ${item._isOwn ? 'own' : ''} ${item._isJoined ? 'joined' : ''}`}>
      <p
        class="bubble"
        dir="auto"
        title={at === undefined ? undefined : format._exact(at)}
        onClick={() => setTimed(!isTimed)}
      >
        <span class="unseen">{[item._name, time].filter(Boolean).join(', ')}: </span>
        <Text text={item._text} />
      </p>
      {state === 'refused' ? (
        <p class="state bad">
          {say('notSent')}{' '}
          <button type="button" class="link" onClick={() => chat._retry(item._key)}>
            {say('retry')}
          </button>
        </p>
      ) : (
        (item._saysState || isTimed) && (
          <p class="state">{[isTimed && time, item._saysState && say(state)].filter(Boolean).join(' · ')}</p>
        )
      )}
    </li>
  );
}
