/** @jsxImportSource ../part */
import type { Ctx } from '../context.ts';
import type { EntryOf } from './entry-of.ts';
import { targetOf } from './text.tsx';

/** A picture comes from the shop itself or from the relay: nobody else learns who looks at it. */
const isOurs = (image: string, relayUrl: string): boolean =>
  [location.origin, new URL(relayUrl).origin].includes(new URL(image, relayUrl).origin);

/** A product that a rep shows. */
export function Product({ ctx, entry }: { readonly ctx: Ctx; readonly entry: EntryOf<'product'> }) {
  const { name, url, image, price, currency } = entry.body;
  return (
    <a class="product" href={url} target={targetOf(url)} rel="noopener noreferrer">
      {image && isOurs(image, ctx._relayUrl) && (
        <img src={image} alt="" width="72" height="72" loading="lazy" referrerpolicy="no-referrer" />
      )}
      <span>
        <b>{name}</b>
        {price !== undefined && currency && <span class="price">{ctx._format._money(price, currency)}</span>}
        <span class="go">{ctx._say('view')}</span>
      </span>
    </a>
  );
}
