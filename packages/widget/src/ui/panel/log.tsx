/** @jsxImportSource ../part */
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import { useLayoutEffect, useRef } from '../part/kit.ts';
import { itemsOf } from '../items.ts';
import { Card } from './card.tsx';
import { Intro } from './intro.tsx';
import { Message } from './message.tsx';
import { isBetween } from './which-form.ts';
import type { Asked } from './which-form.ts';

/** Who reads further up than this is not pulled down by what arrives. */
const NEAR_END_PX = 120;

export interface LogProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
  readonly isOpen: boolean;
  readonly asked: Asked;
}

/** The conversation. Screen readers are told what arrives, not what was there nor what the visitor wrote. */
export function Log({ ctx, view, isOpen, asked }: LogProps) {
  const { _say: say, _boot: boot } = ctx;
  const box = useRef<HTMLDivElement | null>(null);
  const isNearEnd = useRef(true);
  const isReplaying = view._link !== 'live';

  const follow = (): void => {
    if (box.current && isNearEnd.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (isOpen) follow();
  });
  // A keyboard, a turned phone or a picture takes room: what was said last stays in sight.
  useLayoutEffect(() => {
    const resized = new ResizeObserver(follow);
    if (box.current) for (const it of [box.current, ...box.current.children]) resized.observe(it);
    return () => resized.disconnect();
  }, []);

  const items = itemsOf(view, ctx, Date.now());
  const isFirst = !items.length;
  // Room for it until its download is there.
  const Asking = asked && ctx._part('forms')?._forms[asked];

  return (
    <div
      class="log"
      part="log"
      ref={box}
      role="group"
      aria-label={say('log')}
      tabIndex={0}
      onScroll={({ currentTarget: it }) => {
        isNearEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < NEAR_END_PX;
      }}
    >
      <div>
        <Intro
          ctx={ctx}
          isFirst={isFirst}
          isAsked={!!asked}
          isChoice={isFirst && !asked && isBetween(view) && boot.availability !== 'none'}
        />
        <div role="log" aria-live={isReplaying || !isOpen ? 'off' : 'polite'}>
          <ol>
            {items.map((item) =>
              item._kind === 'message' ? (
                <Message key={item._key} ctx={ctx} item={item} />
              ) : item._kind === 'card' ? (
                <Card key={item._key} ctx={ctx} entry={item._entry} view={view} />
              ) : (
                <li key={item._key} class={item._kind}>
                  {item._text}
                </li>
              ),
            )}
          </ol>
        </div>
        {view._isRepTyping && (
          <p class="typing">
            <span class="bubble" aria-hidden="true" />
            {say('typing', { rep: view._engagement?.rep?.name ?? boot.team.name })}
          </p>
        )}
        {asked && (Asking ? <Asking ctx={ctx} view={view} /> : <div class="blank" />)}
      </div>
    </div>
  );
}
