import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import { itemsOf } from '../items.ts';
import { Message } from './message.tsx';
import { Offer } from './offer.tsx';

const greetings = { now: 'greetingNow', soon: 'greetingSoon', none: 'greetingAway' } as const;
/** Who reads further up than this is not pulled down by what arrives. */
const NEAR_END_PX = 120;

export interface LogProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
  readonly isOpen: boolean;
}

/** The conversation. Screen readers are told what arrives, not what was there. */
export function Log({ ctx, view, isOpen }: LogProps) {
  const { _say: say, _boot: boot } = ctx;
  const box = useRef<HTMLDivElement>(null);
  const isNearEnd = useRef(true);
  const items = itemsOf(view, say, ctx._format, Date.now());
  const isReplaying = view._link !== 'live';

  const follow = (): void => {
    if (box.current && isNearEnd.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (isOpen) follow();
  });
  // A keyboard, or a turned phone, takes room: what was said last stays in sight.
  useLayoutEffect(() => {
    const resized = new ResizeObserver(follow);
    if (box.current) resized.observe(box.current);
    return () => resized.disconnect();
  }, []);

  return (
    <div
      class="log"
      ref={box}
      role="log"
      aria-live={isReplaying || !isOpen ? 'off' : 'polite'}
      aria-label={say('log')}
      tabIndex={0}
      onScroll={({ currentTarget: it }) => {
        isNearEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_END_PX;
      }}
    >
      {items.length === 0 && (
        <div class="greeting">
          <p class="hello">{say('greeting', { site: boot.name })}</p>
          <p>{say(greetings[boot.availability], { site: boot.name })}</p>
          {boot.privacyUrl && (
            <a href={boot.privacyUrl} target="_blank" rel="noopener noreferrer">
              {say('privacy')}
            </a>
          )}
        </div>
      )}
      <ol>
        {items.map((item) =>
          item._kind === 'message' ? (
            <Message key={item._key} ctx={ctx} item={item} />
          ) : item._kind === 'offer' ? (
            <Offer key={item._key} ctx={ctx} item={item} />
          ) : (
            <li key={item._key} class={item._kind}>
              {item._text}
            </li>
          ),
        )}
      </ol>
      {view._isRepTyping && (
        <p class="typing">
          <span aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {say('typing', { rep: view._engagement?.rep?.name ?? boot.team.name })}
        </p>
      )}
    </div>
  );
}
