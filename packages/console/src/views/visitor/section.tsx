import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface VisitorSectionProps {
  readonly title: string;
  /** At the title's end. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function VisitorSection({ title, aside, children }: VisitorSectionProps): JSX.Element {
  const id = useId();
  return (
    <section class="facts" aria-labelledby={id}>
      <div class="facts-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
