import type { JSX } from 'preact';
import { strings } from '../strings.ts';
import './skeleton.css';

interface SkeletonProps {
  readonly rows?: number;
  /** What is coming: a list of rows, bubbles of a conversation, tiles, lines of a table. */
  readonly shape?: 'rows' | 'bubbles' | 'tiles' | 'lines';
}

/** The shape of what comes. Still, so that it does not pull the eye. */
export function Skeleton({ rows = 3, shape = 'rows' }: SkeletonProps): JSX.Element {
  return (
    <div class={`skeleton skeleton-${shape}`} role="status">
      <span class="unseen">{strings.shell.loading}</span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} class="skeleton-item" aria-hidden="true">
          <span class="skeleton-bar" />
          <span class="skeleton-bar skeleton-short" />
        </span>
      ))}
    </div>
  );
}
