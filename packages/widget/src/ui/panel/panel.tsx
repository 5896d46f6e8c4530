import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import { Status } from './status.tsx';

export interface PanelProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
  readonly isOpen: boolean;
}

const ENDS = 'a[href],button,textarea,[tabindex="0"]';

/** Full screen it is a dialog of its own: Tab stays in it, as the page behind cannot be seen. */
function keepInside(event: KeyboardEvent, panel: HTMLElement): void {
  const ends = [...panel.querySelectorAll<HTMLElement>(ENDS)];
  const [from, to] = event.shiftKey ? [ends[0], ends.at(-1)] : [ends.at(-1), ends[0]];
  if ((panel.getRootNode() as ShadowRoot).activeElement !== from) return;
  event.preventDefault();
  to?.focus();
}

export const isFullScreen = (): boolean => matchMedia('(max-width:480px),(max-height:480px)').matches;

/** The chat panel: a window in the corner, the whole screen on a phone. */
export function Panel({ ctx, view, isOpen }: PanelProps) {
  const panel = useRef<HTMLElement>(null);

  // What is in front of the visitor is read.
  useLayoutEffect(() => {
    const look = (): void => {
      if (isOpen && !document.hidden) ctx._chat._seen();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [isOpen, view._entries]);

  return (
    <section
      class="panel"
      ref={panel}
      role="dialog"
      aria-modal={isFullScreen()}
      aria-label={ctx._say('title', { site: ctx._boot.name })}
      hidden={!isOpen}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) ctx._close();
        if (event.key === 'Tab' && panel.current && isFullScreen()) keepInside(event, panel.current);
      }}
    >
      <Header ctx={ctx} engagement={view._engagement} />
      <Log ctx={ctx} view={view} isOpen={isOpen} />
      <Status ctx={ctx} view={view} />
      <Composer ctx={ctx} isStopped={view._link === 'stopped'} />
    </section>
  );
}
