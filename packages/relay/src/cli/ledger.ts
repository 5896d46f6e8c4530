import { ledgerOf } from '../handlers/orders/ledger.ts';
import { UsageError, withStore } from './host.ts';
import type { CliHost } from './host.ts';

function money(value: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(value / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The site's ledger, newest first; `--json` for programs. */
export async function ledgerShow(host: CliHost, id: string, isJson: boolean): Promise<void> {
  const ledger = await withStore(host, async (store) => {
    const site = (await store.directory.load()).sites.find((one) => one.id === id);
    if (site === undefined) throw new UsageError(`There is no site ${id}. "tillside site list" names them.`);
    return ledgerOf({ store }, site);
  });
  if (isJson) return host.print(JSON.stringify(ledger, undefined, 2));
  for (const line of ledger.lines) {
    host.print(
      [
        new Date(line.at).toISOString(),
        (line.transactionId ?? '(no transaction id)').padEnd(16),
        money(line.value, line.currency).padStart(12),
        line.credit.padEnd(8),
        line.status.padEnd(11),
        `bounty ${money(line.bounty, line.bountyCurrency)}${line.isBillable ? '' : ' (not billed)'}`,
        line.rule ?? '',
      ].join('  '),
    );
  }
  const { totals } = ledger;
  host.print(
    `${totals.savedCarts} saved carts worth ${money(totals.savedValue, totals.currency)}, ${totals.assistedOrders} assisted orders.`,
  );
  host.print(
    `Bounties: ${money(totals.billable, totals.currency)} billable; ${money(totals.unconfirmed, totals.currency)} unconfirmed, not billed.`,
  );
}
