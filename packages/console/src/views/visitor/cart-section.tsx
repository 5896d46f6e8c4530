import type { CartItem, Context } from '@tillside/protocol';
import type { JSX } from 'preact';
import { formatMoney, say, sayCount } from '../../format.ts';
import type { Money } from '../../format.ts';
import { strings } from '../../strings.ts';
import { VisitorSection } from './section.tsx';

interface CartSectionProps {
  /** The floor knows only the sum. */
  readonly cart: Context['cart'] | (Money & { readonly quantity: number });
  readonly step: number | undefined;
}

const SHOWN = 8;

export function CartSection({ cart, step }: CartSectionProps): JSX.Element {
  const text = strings.visitor;
  const items = cart && 'items' in cart ? cart.items : [];
  const isEmpty = cart === undefined || (cart.value === 0 && cart.quantity === 0);
  return (
    <VisitorSection
      title={text.cart}
      aside={step !== undefined && <span class="step">{say(strings.ring.step, { step })}</span>}
    >
      {isEmpty ? (
        <p class="facts-none">{text.cartEmpty}</p>
      ) : (
        <>
          <p class="cart-value figures">{formatMoney(cart)}</p>
          <ul class="cart-lines">
            {items.slice(0, SHOWN).map((line) => (
              <Line key={line.id} line={line} currency={cart.currency} />
            ))}
          </ul>
          {items.length > SHOWN && <p class="facts-minor">{sayCount(text.more, items.length - SHOWN)}</p>}
        </>
      )}
    </VisitorSection>
  );
}

function Line({ line, currency }: { readonly line: CartItem; readonly currency: string }): JSX.Element {
  return (
    <li>
      <span class="cart-count figures">{say(strings.visitor.quantity, { count: line.quantity })}</span>
      <span class="cart-name">{line.name}</span>
      {line.price !== undefined && (
        <span class="figures">{formatMoney({ value: line.price * line.quantity, currency })}</span>
      )}
    </li>
  );
}
