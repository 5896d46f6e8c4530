import type { EntryAdded } from '@tillside/protocol';
import type { JSX } from 'preact';
import { formatExact, formatMoney, say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';
import './order-line.css';

type OrderEntry = Extract<EntryAdded, { kind: 'order' }>;

/** The moment it was all for, said quietly: what, how much, what it earns, and whether the shop has confirmed it. */
export function OrderLine({ entry }: { readonly entry: OrderEntry }): JSX.Element {
  const { body, at } = entry;
  const { saved, assisted, ordered, bounty, confirmed, unconfirmed } = strings.said;
  const word = { saved, assisted, none: ordered }[body.credit];
  return (
    <li class={`order order-${body.credit}`} title={formatExact(at)}>
      <Icon name={body.credit === 'saved' ? 'check' : 'cart'} size={20} />
      <span class="order-word">{word}</span>
      <span class="order-value figures">{formatMoney(body)}</span>
      {body.bounty > 0 && (
        <span class="order-part figures">
          {say(bounty, { amount: formatMoney({ value: body.bounty, currency: body.currency }) })}
        </span>
      )}
      <span class={`order-part ${body.isConfirmed ? 'order-sure' : 'order-unsure'}`}>
        {body.isConfirmed ? confirmed : unconfirmed}
      </span>
    </li>
  );
}
