import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface WhySectionProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

export function WhySection({ title, children }: WhySectionProps): JSX.Element {
  const id = useId();
  return (
    <section class="why-part" aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      {children}
    </section>
  );
}
