import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aboutOrders, creditOf, repliesIn } from '../../src/core/attribution.ts';
import type { CreditInput } from '../../src/core/attribution.ts';
import { bountyOf, tierBounty } from '../../src/core/billing.ts';
import { mergeOrder, orderKeyOf, withCredit } from '../../src/core/orders.ts';
import type { OrderTelling } from '../../src/core/orders.ts';
import type { OrderRecord, StoredEntry, Tariff } from '../../src/ports/index.ts';
import { invitationIn } from './records.ts';

const tariff: Tariff = {
  currency: 'USD',
  windowMs: 10_000,
  tiers: [
    { from: 50_000, bounty: 1_500 },
    { from: 1_000, bounty: 500 },
    { from: 100_000, bounty: 2_500 },
  ],
};

describe('credit', () => {
  const accepted = invitationIn('accepted', { answeredAt: 2_000, engagement: 'eng_1' });
  const reply = { engagement: 'eng_1', rep: 'rep_ann', at: 3_000 };
  const base: CreditInput = { at: 5_000, windowMs: 10_000, invitations: [accepted], replies: [reply] };
  const credit = (more: Partial<CreditInput>) => creditOf({ ...base, ...more });

  it('[CO18] is saved where a rep replied after a yes to an invitation of a rule at risk', () => {
    expect(credit({})).toEqual({ credit: 'saved', invitation: 'inv_1', rule: 'leaving', rep: 'rep_ann' });
  });

  it('[CO18] is assisted without such an invitation', () => {
    const assisted = { credit: 'assisted', rep: 'rep_ann' };
    expect(credit({ invitations: [] })).toEqual(assisted);
    expect(credit({ invitations: [{ ...accepted, isAtRisk: false }] })).toEqual(assisted);
    expect(credit({ invitations: [invitationIn('dismissed', { answeredAt: 2_000 })] })).toEqual(assisted);
    expect(credit({ replies: [{ ...reply, engagement: 'eng_0' }] })).toEqual(assisted);
    expect(credit({ replies: [{ ...reply, at: 1_999 }] })).toEqual(assisted);
  });

  it('[CO18] is never saved by a conversation about an order there was already', () => {
    const entry = (kind: StoredEntry['kind'], body: object): StoredEntry => ({
      offset: 1,
      chain: '',
      session: 'relay/x',
      seq: 1,
      at: 0,
      kind,
      by: { kind: 'system', id: 'relay' },
      body: JSON.stringify(body),
    });
    const about = (...entries: StoredEntry[]) => credit({ aboutOrders: aboutOrders(entries) }).credit;
    const opened = (reason?: string) => entry('engagement.opened', { engagement: 'eng_1', cause: 'visitor', reason });
    expect(about(opened('order'))).toBe('assisted');
    expect(about(opened('sales'))).toBe('saved');
    // The rep's word counts, and the last one.
    expect(about(opened(), entry('engagement.reason', { engagement: 'eng_1', reason: 'order' }))).toBe('assisted');
    expect(about(opened('order'), entry('engagement.reason', { engagement: 'eng_1', reason: 'sales' }))).toBe('saved');
    expect(about(entry('engagement.reason', { engagement: 'eng_2', reason: 'order' }))).toBe('saved');
  });

  it('[CO18] is none where nobody replied in time', () => {
    expect(credit({ replies: [] })).toEqual({ credit: 'none' });
    expect(credit({ replies: [{ ...reply, at: 5_001 }] })).toEqual({ credit: 'none' });
    expect(credit({ at: 13_001, replies: [reply] })).toEqual({ credit: 'none' });
  });

  it('[CO18] the window is counted from the yes', () => {
    const late = [{ ...reply, at: 11_000 }];
    expect(credit({ at: 12_000, replies: late })).toMatchObject({ credit: 'saved' });
    expect(credit({ at: 12_001, replies: late })).toMatchObject({ credit: 'assisted' });
  });

  it('[CO18] the latest yes counts, and who replied last before the order', () => {
    const second = invitationIn('accepted', { id: 'inv_2', rule: 'late', answeredAt: 4_000, engagement: 'eng_2' });
    const replies = [
      reply,
      { engagement: 'eng_2', rep: 'rep_bob', at: 4_500 },
      { engagement: 'eng_2', rep: 'x', at: 6_000 },
    ];
    expect(credit({ invitations: [accepted, second], replies })).toEqual({
      credit: 'saved',
      invitation: 'inv_2',
      rule: 'late',
      rep: 'rep_bob',
    });
  });

  it('[CO18] replies are read off the log', () => {
    const entry = (offset: number, kind: StoredEntry['kind'], by: StoredEntry['by'], body: object): StoredEntry => ({
      offset,
      chain: '',
      session: '',
      seq: 1,
      at: offset * 10,
      kind,
      by,
      body: JSON.stringify(body),
    });
    const rep = { kind: 'rep', id: 'rep_ann' } as const;
    const visitor = { kind: 'visitor', id: 'vis_v' } as const;
    const entries = [
      entry(1, 'message', rep, { text: 'earlier' }),
      entry(2, 'message', visitor, { text: 'hi' }),
      entry(3, 'engagement.opened', visitor, { engagement: 'eng_1', cause: 'visitor' }),
      entry(4, 'note', rep, { text: 'not a reply' }),
      entry(5, 'offer', rep, { offer: 'off_1' }),
      entry(6, 'message', rep, { text: 'hello' }),
    ];
    expect(repliesIn(entries)).toEqual([
      { engagement: undefined, rep: 'rep_ann', at: 10 },
      { engagement: 'eng_1', rep: 'rep_ann', at: 60 },
    ]);
  });
});

describe('the bounty', () => {
  it('[CO19] is that of the highest tier that begins at or below the value, whatever their order', () => {
    expect([999, 1_000, 49_999, 50_000, 100_000, -5].map((value) => tierBounty(tariff, value))).toEqual([
      0, 500, 500, 1_500, 2_500, 0,
    ]);
  });

  it('[CO19] is for saved carts in the tariff’s currency, and billed when confirmed under a transaction id', () => {
    const saved = { credit: 'saved', value: 60_000, currency: 'USD', status: 'confirmed', transactionId: 'T' } as const;
    const bounty = (more: object) => bountyOf({ ...saved, ...more }, tariff);
    expect(bounty({})).toEqual({ bounty: 1_500, bountyCurrency: 'USD', isBillable: true });
    expect(bounty({ status: 'unconfirmed' })).toMatchObject({ bounty: 1_500, isBillable: false });
    expect(bounty({ transactionId: undefined })).toMatchObject({ bounty: 1_500, isBillable: false });
    expect(bounty({ credit: 'assisted' })).toMatchObject({ bounty: 0, isBillable: false });
    expect(bounty({ currency: 'EUR' })).toMatchObject({ bounty: 0, isBillable: false, bountyCurrency: 'USD' });
  });
});

describe('an order told in any sequence', () => {
  const page: OrderTelling = {
    source: 'browser',
    site: 'site_alpha',
    key: 'tx/T',
    transactionId: 'T',
    value: 61_200,
    currency: 'EUR',
    visitor: 'vis_v',
  };
  const server: OrderTelling = {
    source: 'server',
    site: 'site_alpha',
    key: 'tx/T',
    transactionId: 'T',
    value: 60_000,
    currency: 'USD',
  };
  const credit = { credit: 'saved', invitation: 'inv_1', rule: 'leaving', rep: 'rep_ann' } as const;

  /** As `recordOrder` does it: credit comes with the visitor. */
  function tell(tellings: readonly OrderTelling[]): OrderRecord | undefined {
    let record: OrderRecord | undefined;
    for (const telling of tellings) {
      const merged = mergeOrder(record, telling, tariff, 'ord_1', 1_000);
      if (merged === undefined) continue;
      const isNew = merged.visitor !== undefined && merged.visitor !== record?.visitor;
      record = isNew ? withCredit(merged, 'cnv_v', credit, tariff) : merged;
    }
    return record;
  }

  it('[CO20] comes to the same, whoever tells it first and however often', () => {
    const whole = tell([page, server]);
    expect(whole).toMatchObject({
      status: 'confirmed',
      value: 60_000,
      currency: 'USD',
      reportedByBrowser: { value: 61_200, currency: 'EUR' },
      reportedByServer: { value: 60_000, currency: 'USD' },
      visitor: 'vis_v',
      conversation: 'cnv_v',
      credit: 'saved',
      bounty: 1_500,
      isBillable: true,
    });
    fc.assert(
      fc.property(fc.shuffledSubarray([page, page, server, server, server], { minLength: 1 }), (tellings) => {
        if (tellings.includes(page) && tellings.includes(server)) expect(tell(tellings)).toEqual(whole);
        else if (tellings.includes(server)) expect(tell(tellings)).toEqual(tell([server]));
        else expect(tell(tellings)).toEqual(tell([page]));
      }),
    );
  });

  it('[CO20] is unconfirmed while only a page told it, and without credit while nobody named the visitor', () => {
    expect(tell([page])).toMatchObject({ status: 'unconfirmed', value: 61_200, currency: 'EUR', bounty: 0 });
    expect(tell([server])).toMatchObject({ status: 'confirmed', credit: 'none', bounty: 0, isBillable: false });
    expect(tell([server])).not.toHaveProperty('visitor');
  });

  it('[CO20] each side’s first word stands', () => {
    expect(tell([page, { ...page, value: 1, visitor: 'vis_w' }])).toEqual(tell([page]));
    expect(tell([server, { ...server, value: 1 }])).toEqual(tell([server]));
    const named = { ...server, visitor: 'vis_w' };
    expect(tell([named, { ...named, visitor: 'vis_x' }])?.visitor).toBe('vis_w');
    expect(tell([server, named])?.visitor).toBe('vis_w');
  });

  it('[CO20] the server’s visitor counts where both name one', () => {
    const named = { ...server, visitor: 'vis_w' };
    expect(tell([page, named])?.visitor).toBe('vis_w');
    expect(tell([named, page])?.visitor).toBe('vis_w');
    expect(tell([page, server])?.visitor).toBe('vis_v');
  });

  it('[CO20] credit that is gone with another visitor leaves nothing behind', () => {
    const record = tell([page])!;
    const without = withCredit(record, 'cnv_w', { credit: 'none' }, tariff);
    expect(without).not.toHaveProperty('invitation');
    expect(without).not.toHaveProperty('conversation');
    expect(without).toMatchObject({ credit: 'none', bounty: 0 });
  });

  it('[CO20] without a transaction id every report is an order of its own, and none is billed', () => {
    expect(orderKeyOf(undefined, 's/1')).toBe('page/s/1');
    expect(orderKeyOf('', 's/1')).toBe('page/s/1');
    expect(orderKeyOf('T', 's/1')).toBe('tx/T');
    const { transactionId: _, ...nameless } = page;
    expect(tell([{ ...nameless, key: 'page/s/1', currency: 'USD' }])).toMatchObject({
      credit: 'saved',
      isBillable: false,
    });
  });
});
