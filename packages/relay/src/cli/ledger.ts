import type { LedgerAnswer, LedgerLine } from '@tillside/protocol';
import { ledgerOf } from '../handlers/orders/ledger.ts';
import { withStore } from './host.ts';
import type { CliHost } from './host.ts';
import { pickSite } from './pick-site.ts';

function money(value: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(value / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function lineText(line: LedgerLine): string {
  return [
    new Date(line.at).toISOString(),
    (line.transactionId ?? '(no transaction id)').padEnd(19),
    money(line.value, line.currency).padStart(12),
    line.credit.padEnd(8),
    line.status.padEnd(11),
    `bounty ${money(line.bounty, line.bountyCurrency)}${line.isBillable ? '' : ' (not billed)'}`,
    ...(line.rule === undefined ? [] : [`rule ${line.rule}`]),
    ...(line.invitation === undefined ? [] : [line.invitation]),
  ].join('  ');
}

function totalsText({ totals }: LedgerAnswer): string {
  const { savedCarts, savedValue, assistedOrders, billable, unconfirmed, currency } = totals;
  const counted = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
  return [
    `${counted(savedCarts, 'saved cart', 'saved carts')} worth ${money(savedValue, currency)}, ${counted(assistedOrders, 'assisted order', 'assisted orders')}.`,
    `Bounties: ${money(billable, currency)} billable; ${money(unconfirmed, currency)} unconfirmed, not billed.`,
  ].join('\n');
}

/** Prints the site's ledger whole, newest first; as JSON for programs. */
export async function ledgerShow(host: CliHost, named: string | undefined, isJson: boolean): Promise<void> {
  const ledger = await withStore(host, async (store) => {
    const { sites } = await store.directory.load();
    return ledgerOf({ store }, pickSite(sites, named), Number.POSITIVE_INFINITY);
  });
  if (isJson) return host.print(JSON.stringify(ledger, undefined, 2));
  for (const line of ledger.lines) host.print(lineText(line));
  if (ledger.lines.length === 0) host.print('No orders yet.');
  host.print(totalsText(ledger));
}
