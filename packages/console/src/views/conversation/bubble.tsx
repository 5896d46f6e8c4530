import type { ComponentChildren, JSX } from 'preact';
import { formatClock, formatExact } from '../../format.ts';
import './bubble.css';

export type BubbleLook = 'own' | 'rep' | 'visitor' | 'note' | 'invitation';

interface BubbleProps {
  readonly look: BubbleLook;
  /** Who, where a run of one author begins. */
  readonly author?: string | undefined;
  readonly at: number;
  /** How far it got, in words. */
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One thing said: on the right what our side said, on the left the visitor. */
export function Bubble({ look, author, at, foot, children }: BubbleProps): JSX.Element {
  return (
    <li class={`said said-${look} ${author === undefined ? '' : 'said-first'}`}>
      {author !== undefined && (
        <p class="said-head">
          <span class="said-author">{author}</span>
          <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
            {formatClock(at)}
          </time>
        </p>
      )}
      <div class="bubble" title={formatExact(at)}>
        {children}
      </div>
      {foot && <p class="said-foot">{foot}</p>}
    </li>
  );
}
