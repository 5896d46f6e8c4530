import type { LedgerLine } from '@tillside/protocol';
import type { ComponentChildren, JSX } from 'preact';
import { otherAmount } from '../../desk/ledger.ts';
import { humanise, repName } from '../../desk/names.ts';
import { formatMoney, say } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Ago } from '../../ui/time.tsx';

/** One order: both amounts where browser and server differ, what it is worth to us, and how sure we are. */
export function LedgerRow({ line }: { readonly line: LedgerLine }): JSX.Element {
  const { me, floor } = useDesk();
  const text = strings.carts;
  const other = otherAmount(line);
  return (
    <tr role="row">
      <Cell label={text.order}>
        <OrderName line={line} />
        <span class="ledger-minor">
          <Ago at={line.at} />
        </span>
      </Cell>
      <Cell label={text.transaction} class={line.transactionId === undefined ? 'ledger-lacks' : ''}>
        {line.transactionId === undefined ? (
          text.noTransaction
        ) : (
          <span class="ledger-id ledger-transaction">{line.transactionId}</span>
        )}
      </Cell>
      <Cell label={text.value} class="is-figure figures">
        {formatMoney(line)}
        {other && <span class="ledger-minor">{say(text.browserSaid, { value: formatMoney(other) })}</span>}
      </Cell>
      <Cell label={text.credit}>
        <span class={`credit credit-${line.credit}`}>{text.credits[line.credit]}</span>
      </Cell>
      <Cell label={text.invitation}>
        {line.rule !== undefined && humanise(line.rule)}
        {line.invitation !== undefined && (
          <span class="ledger-minor ledger-id" title={line.invitation}>
            {line.invitation}
          </span>
        )}
      </Cell>
      <Cell label={text.rep}>{repName(line.rep, me, floor.value.reps)}</Cell>
      <Cell label={text.bounty} class={`is-figure figures ${line.isBillable ? 'is-billed' : ''}`}>
        {line.bounty === 0 ? '–' : formatMoney({ value: line.bounty, currency: line.bountyCurrency })}
      </Cell>
      <Cell label={text.status} class={line.status === 'confirmed' ? 'is-sure' : 'is-unsure'}>
        {line.status === 'confirmed' ? text.confirmed : text.pending}
        {line.bounty > 0 && <span class="ledger-minor">{line.isBillable ? text.billed : text.notBilled}</span>}
      </Cell>
    </tr>
  );
}

interface CellProps {
  /** Said before the value where the row is a card. */
  readonly label: string;
  readonly class?: string;
  readonly children?: ComponentChildren;
}

function Cell({ label, class: classes = '', children }: CellProps): JSX.Element {
  return (
    <td role="cell" class={classes} data-label={label}>
      <span class="cell-in">{children}</span>
    </td>
  );
}

/** Leads to the conversation behind the order, where there is one. */
function OrderName({ line }: { readonly line: LedgerLine }): JSX.Element {
  const { nav } = useConsole();
  const { conversation, order } = line;
  if (conversation === undefined) {
    return (
      <span class="ledger-id" title={order}>
        {order}
      </span>
    );
  }
  return (
    <button type="button" class="ledger-open ledger-id" title={order} onClick={() => nav.go('desk', conversation)}>
      {order}
    </button>
  );
}
