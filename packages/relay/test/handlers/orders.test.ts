import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../../src/handlers/orders/ledger.ts';
import { recordOrder } from '../../src/handlers/orders/index.ts';
import { assist } from './helpers/assist.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const site = () => relay.now.node.world.directory().site('site_alpha')!;
const ledger = () => ledgerOf(relay.now.node.world, site());

type Step = 'browser' | 'browser again' | 'server' | 'server again';

/** All sequences of these four. */
function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

/** A visitor who accepted and to whom Ann replied. */
async function saved(name: string): Promise<TestVisitor> {
  const ann = await relay.rep('rep_ann');
  const visitor = openVisitor(relay.now.node, name);
  await assist(relay, ann, visitor);
  return visitor;
}

describe('an order told by page and server', () => {
  for (const sequence of permutations<Step>(['browser', 'browser again', 'server', 'server again'])) {
    it(`[HA22] comes to one line: ${sequence.join(', ')}`, async () => {
      const visitor = await saved('v');
      const reportedAt = relay.now.clock.now();
      let frame: TestVisitor['raw'] extends (frame: infer Frame) => unknown ? Frame | undefined : never;
      for (const step of sequence) {
        if (step.startsWith('server')) {
          const order = { transactionId: 'T', value: 60_000, currency: 'USD' };
          await recordOrder(relay.now.node.world, 'site_alpha', { source: 'server', order });
        } else if (frame === undefined) {
          const sent = visitor.lane('order.report', { transactionId: 'T', value: 61_200, currency: 'EUR' });
          ({ frame } = sent);
          await sent.sent;
        } else {
          await visitor.raw(frame);
        }
        await relay.now.clock.pass(5_000);
      }
      const { lines, totals } = await ledger();
      expect(lines).toMatchObject([
        {
          transactionId: 'T',
          status: 'confirmed',
          value: 60_000,
          currency: 'USD',
          reportedByBrowser: { value: 61_200, currency: 'EUR' },
          reportedByServer: { value: 60_000, currency: 'USD' },
          credit: 'saved',
          rule: 'leaving',
          rep: 'rep_ann',
          visitor: 'vis_v',
          bounty: 1_500,
          isBillable: true,
          at: reportedAt,
        },
      ]);
      expect(totals).toMatchObject({ billable: 1_500, savedCarts: 1, savedValue: 60_000 });
      const journal = await relay.now.store.journal.read('site_alpha', undefined, 50);
      expect(journal.filter(({ kind }) => kind === 'order.reported')).toHaveLength(1);
      expect(journal.filter(({ kind }) => kind === 'order.confirmed')).toHaveLength(1);
      const entries = (await relay.now.store.conversations.read('cnv_v', 0, 50)).filter(({ kind }) => kind === 'order');
      const confirmed = entries.map(({ body }) => (JSON.parse(body) as { isConfirmed: boolean }).isConfirmed);
      // Where the server spoke first nobody knew yet whose it is: the first that the conversation sees is confirmed.
      expect(confirmed).toEqual(
        sequence[0]?.startsWith('browser') === true ? [false, true].slice(-confirmed.length) : [true],
      );
      expect((await relay.now.store.visitors.load('vis_v'))?.orders).toEqual(['tx/T']);
    });
  }

  it('[HA22] counts from the first report: a late page changes no credit', async () => {
    const order = { transactionId: 'T', value: 60_000, currency: 'USD' };
    await recordOrder(relay.now.node.world, 'site_alpha', { source: 'server', order });
    await relay.now.clock.pass(1_000);
    // The conversation came after the purchase.
    const visitor = await saved('v');
    await visitor.lane('order.report', order).sent;
    expect((await ledger()).lines).toMatchObject([{ credit: 'none', visitor: 'vis_v', bounty: 0, isBillable: false }]);
  });

  it('[HA22] many at once come to one order', async () => {
    const visitor = await saved('v');
    const order = { transactionId: 'T', value: 60_000, currency: 'USD' };
    const server = () => recordOrder(relay.now.node.world, 'site_alpha', { source: 'server', order });
    const records = await Promise.all([server(), server(), server()]);
    await Promise.all([server(), visitor.lane('order.report', order).sent, server()]);
    expect(new Set(records.map((record) => record.order)).size).toBe(1);
    expect((await ledger()).lines).toMatchObject([{ credit: 'saved', isBillable: true }]);
  });

  it('[HA22] a visitor whom the server names counts if known to this very site', async () => {
    const visitor = await saved('v');
    const { world } = relay.now.node;
    const told = (site: string, transactionId: string, who: string) =>
      recordOrder(world, site, {
        source: 'server',
        order: { transactionId, value: 60_000, currency: 'USD', visitor: who },
      });
    expect(await told('site_alpha', 'A', visitor.party.visitor)).toMatchObject({ credit: 'saved', visitor: 'vis_v' });
    expect(await told('site_beta', 'B', visitor.party.visitor)).toMatchObject({ credit: 'none' });
    expect(await told('site_beta', 'B', visitor.party.visitor)).not.toHaveProperty('visitor');
    expect(await told('site_alpha', 'C', 'vis_unknown')).not.toHaveProperty('visitor');
    // The same transaction id at another shop is another order.
    await told('site_beta', 'A', 'vis_unknown');
    expect((await ledger()).lines).toHaveLength(2);
  });

  it('[HA22] of a site this node does not know is a fault that names it', async () => {
    const order = { transactionId: 'T', value: 1, currency: 'USD' };
    await expect(recordOrder(relay.now.node.world, 'site_gone', { source: 'server', order })).rejects.toThrow(
      'site_gone',
    );
  });

  it('[HA22] without a transaction id every report is its own, once, and none is ever billed', async () => {
    const visitor = await saved('v');
    const first = visitor.lane('order.report', { value: 60_000, currency: 'USD' });
    await first.sent;
    await visitor.raw(first.frame);
    await visitor.lane('order.report', { value: 60_000, currency: 'USD' }).sent;
    const { lines, totals } = await ledger();
    expect(lines.map(({ credit, isBillable }) => [credit, isBillable])).toEqual([
      ['saved', false],
      ['saved', false],
    ]);
    expect(totals).toMatchObject({ billable: 0, unconfirmed: 0, savedCarts: 2 });
  });

  it('[HA22] after the window is nobody’s work', async () => {
    const visitor = await saved('v');
    await relay.now.clock.jump(3_601_000);
    await visitor.lane('order.report', { transactionId: 'T', value: 60_000, currency: 'USD' }).sent;
    expect((await ledger()).lines).toMatchObject([{ credit: 'none' }]);
  });
});

describe('the ledger', () => {
  it('[HA37] counts every order, also many of one instant, and shows the newest two hundred', async () => {
    const { store } = relay.now;
    const { tariff } = site();
    const put = (index: number, at: number) =>
      store.ledger.commit(
        {
          key: `tx/${index}`,
          site: 'site_alpha',
          revision: 0,
          order: `ord_${index}`,
          transactionId: `${index}`,
          status: index % 2 === 0 ? 'confirmed' : 'unconfirmed',
          credit: index % 5 === 0 ? 'assisted' : 'saved',
          value: 100,
          currency: index % 3 === 0 ? 'EUR' : 'USD',
          bounty: index % 3 === 0 || index % 5 === 0 ? 0 : 500,
          bountyCurrency: tariff.currency,
          isBillable: index % 2 === 0 && index % 3 !== 0 && index % 5 !== 0,
          at,
        },
        0,
      );
    const indices = Array.from({ length: 700 }, (_, index) => index);
    await Promise.all(indices.map((index) => put(index, index < 450 ? 1_000 : 1_000 + index)));
    const { lines, totals } = await ledger();
    expect(lines).toHaveLength(200);
    expect(lines[0]).toMatchObject({ order: 'ord_699' });
    expect(lines[0]).not.toHaveProperty('key');
    const saved = indices.filter((index) => index % 5 !== 0);
    const inCurrency = saved.filter((index) => index % 3 !== 0);
    expect(totals).toEqual({
      currency: 'USD',
      assistedOrders: 140,
      savedCarts: saved.length,
      savedValue: inCurrency.length * 100,
      billable: inCurrency.filter((index) => index % 2 === 0).length * 500,
      unconfirmed: inCurrency.filter((index) => index % 2 === 1).length * 500,
    });
  });
});
