/** @jsxImportSource ../part */
import type { CardProps } from '../panel/card.tsx';
import { SentFile } from './file.tsx';
import { GuideCard } from './guide-card.tsx';
import { Offer } from './offer.tsx';
import { Product } from './product.tsx';

/** What is more than words, by its kind. */
export function Card({ ctx, entry, view }: CardProps) {
  const line = (text: string) => <p class="line">{text}</p>;
  switch (entry.kind) {
    case 'offer':
      return <Offer ctx={ctx} entry={entry} view={view} />;
    case 'product':
      return <Product ctx={ctx} entry={entry} />;
    case 'file':
      return <SentFile ctx={ctx} entry={entry} />;
    case 'guide':
      return <GuideCard ctx={ctx} entry={entry} />;
    case 'contact':
      return entry.body.email ? line(ctx._say('reachAt', { email: entry.body.email })) : null;
    case 'rating':
      return line(ctx._say('rated', { count: entry.body.score }));
  }
}
