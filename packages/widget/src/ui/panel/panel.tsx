/** @jsxImportSource ../part */
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import { useLayoutEffect } from '../part/kit.ts';
import { isFullScreen } from '../full-screen.ts';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import { Status } from './status.tsx';
import { whichForm } from './which-form.ts';

export interface PanelProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
  readonly isOpen: boolean;
}

const ENDS = 'a[href],button,input,textarea,[tabindex="0"]';

/** Full screen it is a dialog of its own: Tab stays in it, as the page behind cannot be seen. */
function keepInside(event: KeyboardEvent, panel: HTMLElement, root: ShadowRoot): void {
  const ends = [...panel.querySelectorAll<HTMLElement>(ENDS)];
  const [from, to] = event.shiftKey ? [ends[0], ends.at(-1)] : [ends.at(-1), ends[0]];
  if (root.activeElement !== from) return;
  event.preventDefault();
  to?.focus();
}

/** The chat panel: a window in the corner, the whole screen on a phone. */
export function Panel({ ctx, view, isOpen }: PanelProps) {
  const asked = whichForm(ctx, view);

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
      part="panel"
      role="dialog"
      aria-modal={isFullScreen()}
      aria-label={ctx._say('title', { site: ctx._boot.name })}
      hidden={!isOpen}
      // Otherwise the browser would leave the page for the file.
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        ctx._attach([...(event.dataTransfer?.files ?? [])]);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) ctx._close();
        if (event.key === 'Tab' && isFullScreen()) keepInside(event, event.currentTarget, ctx._root);
      }}
    >
      <Header ctx={ctx} view={view} />
      <Log ctx={ctx} view={view} isOpen={isOpen} asked={asked} />
      <Status ctx={ctx} view={view} isAsked={!!asked} />
      <Composer ctx={ctx} view={view} isHidden={!!asked && asked !== 'rating'} />
    </section>
  );
}
