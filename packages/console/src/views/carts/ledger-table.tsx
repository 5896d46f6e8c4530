import type { LedgerAnswer, LedgerLine } from '@tillside/protocol';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { formatCount, formatMoney } from '../../format.ts';
import { strings } from '../../strings.ts';
import { LedgerRow } from './ledger-row.tsx';

interface LedgerTableProps {
  readonly title: string;
  readonly note?: string;
  readonly lines: readonly LedgerLine[];
  /** With the billable sum at its foot. */
  readonly totals?: LedgerAnswer['totals'];
}

/** Roles are written out because on a phone each row is laid out as a card, and then browsers forget that it is a table. */
export function LedgerTable({ title, note, lines, totals }: LedgerTableProps): JSX.Element {
  const id = useId();
  const text = strings.carts;
  const heads = [
    text.order,
    text.transaction,
    text.value,
    text.credit,
    text.invitation,
    text.rep,
    text.bounty,
    text.status,
  ];
  return (
    <section class="ledger" aria-labelledby={id}>
      <h2 id={id} class="ledger-title">
        {title} <span class="figures">{formatCount(lines.length)}</span>
      </h2>
      {note !== undefined && <p class="ledger-note">{note}</p>}
      <table role="table" aria-labelledby={id}>
        <thead role="rowgroup">
          <tr role="row">
            {heads.map((head) => (
              <th
                key={head}
                role="columnheader"
                scope="col"
                class={head === text.value || head === text.bounty ? 'is-figure' : ''}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lines.map((line) => (
            <LedgerRow key={line.order} line={line} />
          ))}
        </tbody>
        {totals && (
          <tfoot role="rowgroup">
            <tr role="row">
              <th role="rowheader" scope="row" colSpan={6}>
                {text.sum}
              </th>
              <td role="cell" class="is-figure figures">
                {formatMoney({ value: totals.billable, currency: totals.currency })}
              </td>
              <td role="cell" />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
