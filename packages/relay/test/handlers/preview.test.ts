import { describe, expect, it } from 'vitest';
import type { Experiment } from '@tillside/rules';
import { recordOrder } from '../../src/handlers/orders/index.ts';
import { ledgerOf } from '../../src/handlers/orders/ledger.ts';
import type { Offer } from '../../src/ports/index.ts';
import { assist } from './helpers/assist.ts';
import { changeSite, leaving } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const ten: Offer = {
  id: 'off_ten',
  title: 'Ten percent',
  text: 'Today only',
  code: 'TEN-X',
  isEnabled: true,
  limits: { perDay: 1, perVisitor: 1 },
};
const everybodyOut: Experiment = {
  id: 'greeting',
  arms: [
    { id: 'none', share: 100, holdout: true },
    { id: 'warm', share: 0 },
  ],
};
const rows = async () => (await relay.now.store.journal.read('site_alpha', undefined, 50)).toReversed();
const site = () => relay.now.node.world.directory().site('site_alpha')!;

describe('who tries the site out', () => {
  it('[HA70] is invited whatever the arm, counts in none, and says so in every line of the journal', async () => {
    const ann = await relay.rep('rep_ann');
    const rule = leaving({ audience: { experiment: 'greeting', arms: ['warm'] } });
    await changeSite(relay.now, { playbook: 'p2' }, { version: 'p2', experiments: [everybodyOut], rules: [rule] });
    const shopper = openVisitor(relay.now.node, 'shopper');
    await shopper.request('leaving', 'p2');
    expect(shopper.last('invitation.withheld')?.reason).toBe('held_out');

    const visitor = openVisitor(relay.now.node, 'preview_v');
    await assist(relay, ann, visitor, 'p2');
    await ann.resolve(visitor.party.conversation);
    await relay.now.clock.pass(1_000);
    const [held, ...mine] = await rows();
    expect(held).toMatchObject({ kind: 'invitation.would_grant', arm: 'none' });
    expect(held).not.toHaveProperty('isPreview');
    expect(mine.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'invitation.granted',
        'invitation.accepted',
        'engagement.answered',
        'engagement.resolved',
      ]),
    );
    for (const row of mine) {
      expect(row, row.kind).toMatchObject({ isPreview: true });
      expect(row, row.kind).not.toHaveProperty('arm');
    }
  });

  it('[HA70] is named as one on the floor', async () => {
    const ann = await relay.rep('rep_ann');
    await openVisitor(relay.now.node, 'preview_v').say('Does it work?');
    await openVisitor(relay.now.node, 'shopper').say('Hello');
    await relay.now.clock.pass(1_000);
    const floor = ann.last('floor.changed');
    const items = [...(floor?.mine ?? []), ...(floor?.queue ?? [])];
    expect(items.map(({ visitor, isPreview }) => [visitor, isPreview]).toSorted()).toEqual([
      ['vis_preview_v', true],
      ['vis_shopper', undefined],
    ]);
  });

  it('[HA70] takes nothing of an offer’s budget, and is bound by none of its limits', async () => {
    await relay.rep('rep_ann');
    const rule = leaving({ invite: { text: { en: 'Ten percent for you' }, offer: 'off_ten' } });
    await changeSite(relay.now, { playbook: 'p2', offers: [ten] }, { version: 'p2', rules: [rule] });
    const counted = () => relay.now.store.journal.counted('site_alpha', 'off_ten');
    const tries = openVisitor(relay.now.node, 'preview_v');
    for (const _ of [1, 2]) {
      await tries.request('leaving', 'p2');
      expect(tries.last('invitation.granted')?.offer?.id).toBe('off_ten');
      await tries.lane('invitation.dismiss', { invitation: tries.invitation() }).sent;
    }
    expect(tries.all('invitation.granted')).toHaveLength(2);
    expect(await counted()).toBe(0);
    const shopper = openVisitor(relay.now.node, 'shopper');
    await shopper.request('leaving', 'p2');
    expect(shopper.last('invitation.granted')?.offer?.id).toBe('off_ten');
    expect(await counted()).toBe(1);
    // The day's budget is spent, and the shop's own people still see what the rule does.
    await openVisitor(relay.now.node, 'other').request('leaving', 'p2');
    expect(await counted()).toBe(1);
    await tries.request('leaving', 'p2');
    expect(tries.all('invitation.granted')).toHaveLength(3);
  });

  it('[HA70] earns nobody a bounty: an order, confirmed or not, is on no line of the ledger', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'preview_v');
    await assist(relay, ann, visitor);
    await visitor.lane('order.report', { transactionId: 'T', value: 60_000, currency: 'USD' }).sent;
    const order = { transactionId: 'T', value: 60_000, currency: 'USD' };
    const record = await recordOrder(relay.now.node.world, 'site_alpha', { source: 'server', order });
    expect(record).toMatchObject({ status: 'confirmed', credit: 'none', bounty: 0, isBillable: false });
    expect(await ledgerOf(relay.now.node.world, site())).toMatchObject({
      lines: [],
      totals: { billable: 0, unconfirmed: 0, savedCarts: 0, savedValue: 0, assistedOrders: 0 },
    });
    const orders = (await rows()).filter(({ kind }) => kind.startsWith('order.'));
    expect(orders).toMatchObject([
      { kind: 'order.reported', isPreview: true },
      { kind: 'order.confirmed', isPreview: true },
    ]);
  });

  it('[HA70] is in no page report', async () => {
    const report = { page: 'cart', device: 'phone' as const, timings: [], exits: [] };
    for (const name of ['preview_v', 'shopper']) {
      const visitor = openVisitor(relay.now.node, name);
      await visitor.lane('consent.set', { state: 'granted' }).sent;
      await visitor.lane('page.report', report).sent;
      expect(visitor.last('acked')).toMatchObject({ seq: 2 });
    }
    expect((await rows()).filter(({ kind }) => kind === 'page.reported')).toHaveLength(1);
  });
});
