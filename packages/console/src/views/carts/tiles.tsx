import type { LedgerAnswer } from '@tillside/protocol';
import type { JSX } from 'preact';
import { formatCount, formatMoney, say } from '../../format.ts';
import { strings } from '../../strings.ts';

/** The totals, as the relay says them. What is not certain stands last and lighter. */
export function Tiles({ totals }: { readonly totals: LedgerAnswer['totals'] }): JSX.Element {
  const { currency } = totals;
  const text = strings.carts;
  const money = (value: number): string => formatMoney({ value, currency });
  const tiles = [
    { label: text.billable, figure: money(totals.billable), hint: text.billableHint, isMain: true },
    {
      label: text.saved,
      figure: formatCount(totals.savedCarts),
      hint: say(text.savedHint, { value: money(totals.savedValue) }),
    },
    { label: text.assisted, figure: formatCount(totals.assistedOrders), hint: text.assistedHint },
    { label: text.unconfirmed, figure: money(totals.unconfirmed), hint: text.unconfirmedHint, isUnsure: true },
  ];
  return (
    <dl class="tiles">
      {tiles.map(({ label, figure, hint, isMain, isUnsure }) => (
        <div key={label} class={`tile ${isMain ? 'tile-main' : ''} ${isUnsure ? 'tile-unsure' : ''}`}>
          <dt>{label}</dt>
          <dd class="tile-figure figures">{figure}</dd>
          <dd class="tile-hint">{hint}</dd>
        </div>
      ))}
    </dl>
  );
}
