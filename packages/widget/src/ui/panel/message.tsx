/** @jsxImportSource ../part */
import { useState } from '../part/kit.ts';
import type { Ctx } from '../context.ts';
import type { Item } from '../items.ts';

export interface MessageProps {
  readonly ctx: Ctx;
  readonly item: Extract<Item, { _kind: 'message' }>;
}

/** Words that are more than that: emphasis, a link, a list or quote, an emoji. Part `rich` draws them. */
const MORE = /[*_`>]|:\/\/|^ *(-|\d+\.) |\p{Extended_Pictographic}/mu;

/** A bubble. Its time is shown when it is pressed, and always said to screen readers. */
export function Message({ ctx, item }: MessageProps) {
  const { _say: say, _format: format, _chat: chat } = ctx;
  const [isTimed, setTimed] = useState(false);
  const { _at: at, _state: state, _text: text, _replies: replies, _isOwn: isOwn } = item;
  const time = at === undefined ? '' : format._time(at);
  const rich = (replies || MORE.test(text)) && ctx._part('rich');
  return (
    <li class={`message ${isOwn ? 'own' : ''} ${item._isJoined ? 'joined' : ''}`} aria-live={isOwn ? 'off' : undefined}>
      {item._isBot && (
        <p class="state bot" aria-hidden="true">
          {item._name} · {say('bot')}
        </p>
      )}
      <div
        class="bubble"
        part="bubble"
        onMouseEnter={({ currentTarget: it }) => {
          if (at !== undefined) it.title = format._exact(at);
        }}
        onClick={() => setTimed(!isTimed)}
      >
        <span class="unseen">{[item._name, item._isBot && say('bot'), time].filter(Boolean).join(', ')}: </span>
        <div dir="auto">{rich ? <rich._Text text={text} /> : text}</div>
      </div>
      {state === 'refused' ? (
        <p class="state bad">
          {say('notSent')}{' '}
          <button type="button" class="link" onClick={() => chat._retry(item._key)}>
            {say('retry')}
          </button>
        </p>
      ) : (
        (item._saysState || isTimed) && (
          <p class="state" aria-live="off">
            {[isTimed && time, item._saysState && say(state)].filter(Boolean).join(' · ')}
          </p>
        )
      )}
      {replies && rich && <rich._Replies ctx={ctx} replies={replies} />}
    </li>
  );
}
