import { useEffect, useState } from 'react';
import type { JSX } from 'react';
import { asEvent, grinder, inWords, SHIPPING } from './cart.ts';
import { useChat, useChatEvent } from './chat.tsx';

/*
 * What a page shows is told by an effect, which StrictMode runs twice while you develop: these events say how things stand, and an order
 * counts once for each number. What the visitor does is told where it is done.
 */

export function Product({ onAdd }: { readonly onAdd: () => void }): JSX.Element {
  const chat = useChat();
  useEffect(() => chat?.track('view_item', asEvent(1)), [chat]);
  const add = (): void => {
    chat?.track('add_to_cart', asEvent(1));
    onAdd();
  };
  return (
    <main>
      <h1>{grinder.name}</h1>
      <p>{inWords(grinder.price)}</p>
      <button type="button" onClick={add}>
        Add to cart
      </button>
      <AskButton />
    </main>
  );
}

/** A button of the shop's own: what a rep wrote meanwhile is counted on it. */
function AskButton(): JSX.Element {
  const chat = useChat();
  const [unread, setUnread] = useState(0);
  useChatEvent('unread', ({ count }) => setUnread(count));
  return (
    <button type="button" className="quiet" onClick={() => chat?.open()}>
      Ask a question{unread > 0 && ` (${unread} new)`}
    </button>
  );
}

export function Checkout({ pieces, onOrder }: { readonly pieces: number; readonly onOrder: () => void }): JSX.Element {
  const chat = useChat();
  const [isShippingFree, setShippingFree] = useState(false);
  useEffect(() => chat?.track('begin_checkout', asEvent(pieces)), [chat, pieces]);
  // The visitor pressed Apply on an offer. `preventDefault` says that the shop put its code into the cart.
  useChatEvent('offer', ({ code }, event) => {
    if (code !== 'KESTREL-SHIPS') return;
    event.preventDefault();
    setShippingFree(true);
  });
  return (
    <main>
      <h1>Checkout</h1>
      <dl>
        <dt>
          {pieces} × {grinder.name}
        </dt>
        <dd>{inWords(grinder.price * pieces)}</dd>
        <dt>Shipping</dt>
        <dd>{isShippingFree ? 'Free' : inWords(SHIPPING)}</dd>
      </dl>
      <button type="button" onClick={onOrder}>
        Place order
      </button>
    </main>
  );
}

export function Thanks({ order, pieces }: { readonly order: string; readonly pieces: number }): JSX.Element {
  const chat = useChat();
  useEffect(() => chat?.track('purchase', { ...asEvent(pieces), transaction_id: order }), [chat, order, pieces]);
  return (
    <main>
      <h1>Thank you</h1>
      <p>
        Your order is <strong>{order}</strong>.
      </p>
    </main>
  );
}

export const About = (): JSX.Element => (
  <main>
    <h1>About us</h1>
    <p>Nobody shops on this page, so there is no chat on it.</p>
  </main>
);
