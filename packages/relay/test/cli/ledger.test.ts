import { beforeEach, describe, expect, it } from 'vitest';
import type { OrderRecord } from '../../src/ports/index.ts';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

const order = (number: number, over: Partial<OrderRecord> = {}): OrderRecord => ({
  key: `tx/${number}`,
  site: 'site_shop',
  revision: 0,
  order: `ord_${number}`,
  transactionId: String(number),
  status: 'confirmed',
  credit: 'saved',
  value: 61_200,
  currency: 'USD',
  invitation: 'inv_1',
  rule: 'leaving',
  bounty: 1_500,
  bountyCurrency: 'USD',
  isBillable: true,
  at: Date.UTC(2026, 10, 21, 12, number),
  ...over,
});

describe('tillside ledger show', () => {
  const cli = useCli();
  beforeEach(() => cli.ok('site', 'apply', cli.write('site.json', siteInput())));
  const record = (...orders: readonly OrderRecord[]) =>
    cli.withStore(async ({ ledger }) => {
      for (const one of orders) await ledger.commit(one, 0);
    });

  it('[CM21] says so when nothing was ordered', async () => {
    expect(await cli.ok('ledger', 'show')).toBe(
      'No orders yet.\n0 saved carts worth $0.00, 0 assisted orders.\nBounties: $0.00 billable; $0.00 unconfirmed, not billed.',
    );
  });

  it('[CM21] prints a line an order, newest first, with what saved it and what it earns, unconfirmed ones apart', async () => {
    const { transactionId: _none, invitation: _inv, rule: _rule, ...anonymous } = order(3);
    await record(order(1), order(2, { status: 'unconfirmed', isBillable: false }), {
      ...anonymous,
      key: 'page/s/1',
      status: 'unconfirmed',
      credit: 'assisted',
      bounty: 0,
      isBillable: false,
    });
    expect((await cli.ok('ledger', 'show', 'site_shop')).split('\n')).toEqual([
      '2026-11-21T12:03:00.000Z  (no transaction id)       $612.00  assisted  unconfirmed  bounty $0.00 (not billed)',
      '2026-11-21T12:02:00.000Z  2                         $612.00  saved     unconfirmed  bounty $15.00 (not billed)  rule leaving  inv_1',
      '2026-11-21T12:01:00.000Z  1                         $612.00  saved     confirmed    bounty $15.00  rule leaving  inv_1',
      '2 saved carts worth $1,224.00, 1 assisted order.',
      'Bounties: $15.00 billable; $15.00 unconfirmed, not billed.',
    ]);
  });

  it('[CM21] knows currencies without cents', async () => {
    await record(order(1, { value: 61_200, currency: 'JPY', credit: 'none', bounty: 0, isBillable: false }));
    expect(await cli.ok('ledger', 'show')).toContain('¥61,200');
  });

  it('[CM21] leaves no order out, however many there are', async () => {
    await record(...Array.from({ length: 450 }, (_, index) => order(index)));
    const { lines } = JSON.parse(await cli.ok('ledger', 'show', '--json')) as { lines: { order: string }[] };
    expect(new Set(lines.map((line) => line.order)).size).toBe(450);
    expect((await cli.ok('ledger', 'show')).split('\n')).toHaveLength(452);
  });

  it('[CM21] prints JSON for programs', async () => {
    await record(order(1));
    expect(JSON.parse(await cli.ok('ledger', 'show', '--json'))).toMatchObject({
      lines: [{ order: 'ord_1', transactionId: '1', value: 61_200, bounty: 1_500, isBillable: true }],
      totals: { billable: 1_500, unconfirmed: 0, savedCarts: 1, savedValue: 61_200, assistedOrders: 0 },
    });
  });
});
