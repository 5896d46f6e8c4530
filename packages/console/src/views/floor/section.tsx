import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { formatCount } from '../../format.ts';

interface FloorSectionProps {
  readonly title: string;
  readonly count?: number;
  readonly children: ComponentChildren;
  /** Below the list. */
  readonly foot?: ComponentChildren;
}

export function FloorSection({ title, count, children, foot }: FloorSectionProps): JSX.Element {
  const id = useId();
  return (
    <section class="floor-section" aria-labelledby={id}>
      <h2 class="floor-head" id={id}>
        {title}
        {count !== undefined && <span class="figures">{formatCount(count)}</span>}
      </h2>
      <ul>{children}</ul>
      {foot}
    </section>
  );
}
