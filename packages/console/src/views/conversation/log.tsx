import { useComputed } from '@preact/signals';
import type { ConsoleSite } from '@tillside/protocol';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { visitorCode } from '../../desk/names.ts';
import { buildTimeline } from '../../desk/timeline.ts';
import { say, sayCount } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';
import './log.css';
import { TimelineLine } from './timeline-line.tsx';

interface LogProps {
  readonly conversation: string;
  readonly visitor: string | undefined;
  readonly shop: ConsoleSite | undefined;
}

/** Nearer to the end than this the view follows what comes. CSS pixels. */
const NEAR_PX = 80;

export function ConversationLog({ conversation, visitor, shop }: LogProps): JSX.Element {
  const { clock } = useConsole();
  const { threads, unsent, me } = useDesk();
  const thread = threads.of(conversation);
  const timeline = buildTimeline(thread, unsent.of(conversation), me.rep.id);
  // Computed, so that the whole log is not drawn anew with every second.
  const isTyping = useComputed(() => threads.of(conversation).typingUntil > clock.now.value).value;
  const { box, behind, toEnd } = useFollow(timeline.length, isTyping);
  const text = strings.conversation;
  return (
    <div class="log-frame">
      <div
        ref={box}
        class="log"
        role="log"
        aria-label={say(text.log, { name: visitor ? visitorCode(visitor) : '' })}
        tabIndex={0}
      >
        {thread.isTrimmed && <p class="log-note">{text.trimmed}</p>}
        {thread.isMissing && <p class="log-note log-missing">{strings.link.missing}</p>}
        {timeline.length === 0 && <p class="log-note">{text.empty}</p>}
        <ol class="log-list">
          {timeline.map((line) => (
            <TimelineLine key={line.key} line={line} conversation={conversation} shop={shop} />
          ))}
        </ol>
        <p class="typing" aria-live="polite">
          {!isTyping ? '' : thread.typingText === '' ? text.typing : say(text.typingText, { text: thread.typingText })}
        </p>
      </div>
      {behind > 0 && (
        <button type="button" class="log-behind" onClick={toEnd}>
          <Icon name="chevronDown" />
          {sayCount(text.newMessages, behind)}
        </button>
      )}
    </div>
  );
}

/** Keeps the end in view, unless the rep has scrolled up to read: then it counts what came meanwhile. */
function useFollow(count: number, isTyping: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  const height = useRef(0);
  const seen = useRef(count);
  const [behind, setBehind] = useState(0);
  const toEnd = (): void => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (isNear.current) toEnd();
    else if (count > seen.current) setBehind((before) => before + count - seen.current);
    seen.current = count;
  }, [count, isTyping]);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const onScroll = (): void => {
      // A box that shrinks (a keyboard comes up, the window is made smaller) may tell of scrolling first: nobody has scrolled away then.
      if (element.clientHeight !== height.current) return;
      isNear.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      if (isNear.current) setBehind(0);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    const resized = new ResizeObserver(() => {
      height.current = element.clientHeight;
      if (isNear.current) toEnd();
    });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      resized.disconnect();
    };
  }, []);
  return { box, behind, toEnd };
}
