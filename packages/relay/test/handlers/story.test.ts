import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../../src/handlers/orders/ledger.ts';
import { recordOrder } from '../../src/handlers/orders/index.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

describe('a cart is saved', () => {
  it('[HA1] from the invitation to the ledger', async () => {
    const { node, clock, store } = relay.now;
    const site = node.world.directory().site('site_alpha')!;
    const ann = await relay.rep('rep_ann');
    expect(node.floor.availability('site_alpha')).toBe('now');

    const shopper = openVisitor(node, 'shopper');
    await shopper.attach();
    await shopper.raw({
      type: 'context.set',
      context: {
        page: { url: 'https://alpha.example/checkout', title: 'Checkout' },
        cart: { value: 61_200, currency: 'USD', quantity: 1, items: [] },
        checkout: { step: 2 },
      },
    });
    await shopper.request('leaving');
    const granted = shopper.last('invitation.granted');
    expect(granted).toMatchObject({ rule: 'leaving', rep: { id: 'rep_ann', name: 'Ann' } });
    await shopper.lane('invitation.seen', { invitation: shopper.invitation() }).sent;
    await shopper.lane('invitation.accept', { invitation: shopper.invitation() }).sent;
    await clock.settle();

    const { conversation } = shopper.party;
    expect(ann.last('ring.started')).toMatchObject({ conversation, site: 'site_alpha' });
    await clock.pass(100);
    expect(ann.last('floor.changed')?.mine).toMatchObject([
      { conversation, state: 'ringing', cart: { value: 61_200 }, checkoutStep: 2, rule: 'leaving' },
    ]);
    await ann.attach(conversation);
    expect(await ann.answer()).toBe('done');
    await clock.pass(200);
    expect(shopper.last('engagement.changed')?.engagement).toMatchObject({ state: 'active', rep: { id: 'rep_ann' } });

    await ann.say(conversation, 'What may I tell you about it?');
    await shopper.say('Does it ship today?');
    await ann.offer(conversation, 'off_alpha-express');
    await shopper.raw({
      type: 'offer.apply',
      session: shopper.session,
      conversation: 'mine',
      seq: shopper.seqOf('mine'),
      body: { offer: 'off_alpha-express', isApplied: true },
    });
    await clock.pass(60_000);
    await shopper.lane('order.report', { transactionId: 'T1', value: 61_200, currency: 'USD' }).sent;
    const [unconfirmed] = (await ledgerOf(node.world, site)).lines;
    expect(unconfirmed).toMatchObject({
      status: 'unconfirmed',
      credit: 'saved',
      rule: 'leaving',
      rep: 'rep_ann',
      invitation: shopper.invitation(),
      bounty: 1_500,
      isBillable: false,
    });
    await recordOrder(node.world, 'site_alpha', {
      source: 'server',
      order: { transactionId: 'T1', value: 60_000, currency: 'USD' },
    });
    const ledger = await ledgerOf(node.world, site);
    expect(ledger.lines).toHaveLength(1);
    expect(ledger.lines[0]).toMatchObject({
      status: 'confirmed',
      value: 60_000,
      reportedByBrowser: { value: 61_200 },
      reportedByServer: { value: 60_000 },
      isBillable: true,
    });
    expect(ledger.totals).toMatchObject({ billable: 1_500, unconfirmed: 0, savedCarts: 1 });

    await clock.settle();
    expect(await ann.resolve(conversation, 'Bought')).toBe('done');
    const kinds = (await store.conversations.read(conversation, 0, 100)).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'engagement.opened',
      'invitation',
      'engagement.rang',
      'engagement.accepted',
      'message',
      'message',
      'offer',
      'offer.applied',
      'order',
      'order',
      'engagement.resolved',
    ]);
    const journal = (await store.journal.read('site_alpha', undefined, 100)).map(({ kind }) => kind).toReversed();
    expect(journal).toEqual([
      'invitation.granted',
      'invitation.seen',
      'invitation.accepted',
      'engagement.opened',
      'engagement.answered',
      'engagement.first_reply',
      'offer.made',
      'offer.applied',
      'order.reported',
      'order.confirmed',
      'engagement.resolved',
    ]);
    await clock.settle();
    expect(ann.all('activity.added').flatMap(({ items }) => items.map(({ kind }) => kind))).toEqual(journal);
  });

  it('[HA1] a question from the launcher is assisted, not saved', async () => {
    const { node, clock } = relay.now;
    const site = node.world.directory().site('site_alpha')!;
    const ann = await relay.rep('rep_ann');
    const shopper = openVisitor(node, 'asker');
    await shopper.attach();
    await shopper.say('Is it waterproof?');
    await clock.pass(200);
    await ann.answer();
    await clock.pass(200);
    await ann.say(shopper.party.conversation, 'To ten metres.');
    await shopper.lane('order.report', { transactionId: 'T2', value: 20_000, currency: 'USD' }).sent;
    const { lines, totals } = await ledgerOf(node.world, site);
    expect(lines).toMatchObject([{ credit: 'assisted', rep: 'rep_ann', bounty: 0, isBillable: false }]);
    expect(totals).toMatchObject({ assistedOrders: 1, savedCarts: 0, billable: 0, unconfirmed: 0 });
  });

  it('[HA1] an order of somebody nobody talked to is in the ledger, with nobody’s credit and no conversation', async () => {
    const { node, store } = relay.now;
    const shopper = openVisitor(node, 'quiet');
    await shopper.lane('order.report', { value: 20_000, currency: 'USD' }).sent;
    const { lines } = await ledgerOf(node.world, node.world.directory().site('site_alpha')!);
    expect(lines).toMatchObject([{ credit: 'none', visitor: 'vis_quiet', status: 'unconfirmed' }]);
    expect((await store.conversations.view(shopper.party.conversation)).log.top).toBe(0);
    expect((await store.visitors.load('vis_quiet'))?.orders).toHaveLength(1);
  });
});
