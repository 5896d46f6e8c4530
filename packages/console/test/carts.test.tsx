import type { LedgerAnswer, LedgerLine } from '@tillside/protocol';
import { describe, expect, it } from 'vitest';
import type { Api } from '../src/http/api.ts';
import { otherAmount, splitLedger } from '../src/desk/ledger.ts';
import { NOON, fernway, halden, me } from './helpers/data.ts';
import { openConsole } from './helpers/open-console.tsx';

const line = (part: Partial<LedgerLine>): LedgerLine => ({
  order: 'ord_1',
  transactionId: 'HAL-1',
  status: 'confirmed',
  credit: 'saved',
  value: 61_200,
  currency: 'USD',
  bounty: 1_500,
  bountyCurrency: 'USD',
  isBillable: true,
  at: NOON,
  rep: 'rep_maya',
  ...part,
});
const answer: LedgerAnswer = {
  lines: [
    line({
      order: 'ord_1',
      reportedByBrowser: { value: 63_600, currency: 'USD' },
      reportedByServer: { value: 61_200, currency: 'USD' },
    }),
    line({ order: 'ord_2', transactionId: 'HAL-2', status: 'unconfirmed', isBillable: false, value: 40_000 }),
    { ...line({ order: 'ord_3', status: 'unconfirmed', isBillable: false }), transactionId: undefined },
  ],
  // Not what the lines add up to, on purpose: the page must show the relay's sums and not its own.
  totals: {
    billable: 7_700,
    unconfirmed: 9_900,
    currency: 'USD',
    savedCarts: 4,
    savedValue: 123_400,
    assistedOrders: 2,
  },
};
const ledger = () => Promise.resolve({ kind: 'ok', value: answer } as const);

describe('the ledger', () => {
  it('[DLE1] keeps unconfirmed lines apart, newest first', () => {
    const { confirmed, unconfirmed } = splitLedger({
      ...answer,
      lines: [
        line({ order: 'old', at: 1 }),
        line({ order: 'new', at: 2 }),
        line({ order: 'maybe', status: 'unconfirmed' }),
      ],
    });
    expect(confirmed.map(({ order }) => order)).toEqual(['new', 'old']);
    expect(unconfirmed.map(({ order }) => order)).toEqual(['maybe']);
  });

  it('[DLE2] knows the browser’s amount where it differs from the server’s', () => {
    expect(otherAmount(answer.lines[0] as LedgerLine)).toEqual({ value: 63_600, currency: 'USD' });
    const same = { value: 5, currency: 'USD' };
    expect(otherAmount(line({ reportedByBrowser: same, reportedByServer: same }))).toBeUndefined();
    expect(otherAmount(line({ reportedByBrowser: same }))).toBeUndefined();
  });
});

describe('the saved carts of a shop', () => {
  it('[DLE1] stand in two groups; the sums are the relay’s', async () => {
    const page = await openConsole({ hash: '#/carts', api: { ledger } });
    const [confirmed, unconfirmed] = [...page.root.querySelectorAll('.ledger')].map((group) => group.textContent);
    expect(confirmed).toContain('ord_1');
    expect(confirmed).toContain('$77.00');
    expect(confirmed).not.toContain('unconfirmed');
    expect(unconfirmed).toContain('ord_2');
    expect(unconfirmed).toContain('not billed');
    expect(unconfirmed).not.toContain('$77.00');
    expect(page.text('.tile-main')).toContain('$77.00');
    expect(page.text('.tile-unsure')).toContain('$99.00');
    expect(page.text('.tiles')).toContain('worth $1,234.00');
  });

  it('[DLE2] show both amounts where they differ', async () => {
    const page = await openConsole({ hash: '#/carts', api: { ledger } });
    const value = page.text('.ledger tbody tr [data-label="Value"]');
    expect(value).toBe('$612.00browser said $636.00');
  });

  it('[DLE3] say that one without a transaction id is never billed', async () => {
    const page = await openConsole({ hash: '#/carts', api: { ledger } });
    expect(page.text('.ledger-lacks')).toBe('none; never billed');
  });

  it('say what to do when there are none', async () => {
    const page = await openConsole({ hash: '#/carts' });
    expect(page.text('.empty')).toContain('Be available');
  });

  it('are read again when an order comes in', async () => {
    let isPlaced = false;
    const changing = (): ReturnType<Api['ledger']> =>
      isPlaced ? ledger() : Promise.resolve({ kind: 'ok', value: { ...answer, lines: [] } });
    const page = await openConsole({ hash: '#/carts', api: { ledger: changing } });
    expect(page.root.querySelectorAll('.ledger')).toHaveLength(0);
    isPlaced = true;
    await page.tell({
      type: 'activity.added',
      items: [{ site: 'site_halden', number: 1, at: NOON, kind: 'order.reported', order: 'ord_1' }],
    });
    await page.passes(1_000);
    expect(page.root.querySelectorAll('.ledger')).toHaveLength(2);
  });

  it('say what failed for which shop, and try again', async () => {
    const page = await openConsole({
      hash: '#/carts',
      api: { ledger: () => Promise.resolve({ kind: 'failed', status: 500 }) },
    });
    expect(page.text('.empty')).toContain('The saved carts of Halden could not be loaded');
    expect(page.button('Try again')).toBeDefined();
  });

  it('[DLE4] is of shops that the rep sells for: a shop that only gave conversations has none here, whatever the address says', async () => {
    const asked: string[] = [];
    const page = await openConsole({
      hash: '#/carts/site_fernway',
      api: {
        me: () => Promise.resolve({ kind: 'ok', value: { ...me, sites: [halden, { ...fernway, isGiven: true }] } }),
        ledger(site) {
          asked.push(site);
          return ledger();
        },
      },
    });
    expect(asked).toEqual(['site_halden']);
    expect(page.text('.page-lead')).toContain('Halden');
    expect(page.text('main')).not.toContain('Fernway');
  });
});
