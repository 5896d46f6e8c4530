import { describe, expect, it } from 'vitest';
import type { Offer } from '../../src/ports/index.ts';
import { changeSite, leaving } from './helpers/change-shop.ts';
import { openVisitor, traceOf } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const ten: Offer = { id: 'off_ten', title: 'Ten percent', text: 'Today only', code: 'TEN-X', isEnabled: true };
const rule = leaving({ invite: { text: { en: 'Ten percent for you' }, offer: 'off_ten' } });

const withOffer = (offer: Partial<Offer> = {}) =>
  changeSite(relay.now, { playbook: 'p2', offers: [{ ...ten, ...offer }] }, { version: 'p2', rules: [rule] });
const reason = (visitor: TestVisitor) => visitor.last('invitation.withheld')?.reason;
const rows = async () => (await relay.now.store.journal.read('site_alpha', undefined, 50)).toReversed();
const kinds = async () => (await rows()).map(({ kind }) => kind);
const load = async () => (await relay.now.store.floor.snapshot('team_alpha')).reps[0]?.load;

async function asks(name: string) {
  const visitor = openVisitor(relay.now.node, name);
  await visitor.request('leaving', 'p2');
  return visitor;
}

describe('an offer that an invitation promises', () => {
  it('[HA39] is opened at the grant, without its code, and journalled', async () => {
    await relay.rep('rep_ann');
    await withOffer();
    const visitor = await asks('v');
    expect(visitor.last('invitation.granted')?.offer).toEqual({
      id: 'off_ten',
      title: 'Ten percent',
      text: 'Today only',
    });
    expect(JSON.stringify(visitor.frames)).not.toContain('TEN-X');
    expect(await rows()).toMatchObject([
      { kind: 'invitation.granted', rule: 'leaving' },
      { kind: 'offer.granted', offer: 'off_ten', invitation: visitor.invitation(), rule: 'leaving', playbook: 'p2' },
    ]);
  });

  it('[HA39] the same request again promises it once', async () => {
    await relay.rep('rep_ann');
    await withOffer({ limits: { perDay: 5 } });
    const visitor = openVisitor(relay.now.node, 'v');
    const { frame, sent } = visitor.lane('invitation.request', {
      rule: 'leaving',
      playbook: 'p2',
      trace: traceOf('leaving'),
    });
    await sent;
    await visitor.raw(frame);
    expect(visitor.all('invitation.granted').map(({ offer }) => offer?.id)).toEqual(['off_ten', 'off_ten']);
    expect(await kinds()).toEqual(['invitation.granted', 'offer.granted']);
    expect(await relay.now.store.journal.counted('site_alpha', 'off_ten')).toBe(1);
    expect((await relay.now.store.visitors.load('vis_v'))?.offers).toEqual({ off_ten: { promised: 1, redeemed: 0 } });
  });

  it('[HA39] that is switched off or gone cannot be promised, and then nothing is shown or reserved', async () => {
    await relay.rep('rep_ann');
    await withOffer({ isEnabled: false });
    expect(reason(await asks('a'))).toBe('offer_unavailable');
    await changeSite(relay.now, { offers: [] });
    expect(reason(await asks('b'))).toBe('offer_unavailable');
    expect(await kinds()).toEqual(['invitation.suppressed', 'invitation.suppressed']);
    expect(await load()).toBe(0);
  });

  it('[HA39] goes to a visitor once, or as often as its limits say', async () => {
    await relay.rep('rep_ann');
    await withOffer();
    const visitor = await asks('v');
    await visitor.lane('invitation.seen', { invitation: visitor.invitation() }).sent;
    await visitor.lane('invitation.dismiss', { invitation: visitor.invitation() }).sent;
    await visitor.request('leaving', 'p2');
    expect(reason(visitor)).toBe('offer_unavailable');
    await withOffer({ limits: { perVisitor: 2 } });
    await visitor.request('leaving', 'p2');
    expect(visitor.all('invitation.granted')).toHaveLength(2);
  });

  it('[HA39] that nobody saw may be promised again', async () => {
    await relay.rep('rep_ann');
    await withOffer();
    const visitor = await asks('v');
    await visitor.lane('invitation.time-out', { invitation: visitor.invitation() }).sent;
    await visitor.request('leaving', 'p2');
    expect(visitor.all('invitation.granted')).toHaveLength(2);
  });

  it('[HA39] is not promised to a visitor who ordered with its code', async () => {
    await relay.rep('rep_ann');
    await withOffer();
    const visitor = openVisitor(relay.now.node, 'v');
    const order = { transactionId: 'T-1', value: 5_000, currency: 'USD', coupon: 'ten-x' };
    const { frame, sent } = visitor.lane('order.report', order);
    await sent;
    await visitor.raw(frame);
    expect((await relay.now.store.visitors.load('vis_v'))?.offers).toEqual({ off_ten: { promised: 0, redeemed: 1 } });
    await visitor.request('leaving', 'p2');
    expect(reason(visitor)).toBe('offer_unavailable');
  });

  it('[HA39] the last one of a day goes to one of two requests at once, and an echo of it on another node is told the same', async () => {
    await relay.rep('rep_ann');
    await withOffer({ limits: { perDay: 1 } });
    const other = await relay.now.addNode('node_b');
    const here = openVisitor(relay.now.node, 'v');
    const there = openVisitor(other, 'v', 'site_alpha', here.session);
    const rival = openVisitor(other, 'w');
    const body = { rule: 'leaving', playbook: 'p2', trace: traceOf('leaving') };
    const { frame, sent } = here.lane('invitation.request', body);
    await Promise.all([sent, there.raw(frame), rival.request('leaving', 'p2')]);
    const isOurs = here.last('invitation.granted') !== undefined;
    expect(there.last('invitation.granted')?.invitation).toBe(here.last('invitation.granted')?.invitation);
    expect(rival.last('invitation.granted') === undefined).toBe(isOurs);
    const refused = isOurs ? [rival] : [here, there];
    // An echo that is looked at first was too late for its moment: then both are told so, and the promise is the rival's.
    expect(new Set(refused.map(reason)).size).toBe(1);
    expect(['offer_unavailable', 'no_capacity']).toContain(reason(refused[0] ?? here));
    expect((await kinds()).filter((kind) => kind === 'offer.granted')).toHaveLength(1);
    expect(await load()).toBe(1);
  });

  it('[HA39] is promised as often a day as its budget has, whoever asks at once', async () => {
    await relay.rep('rep_ann');
    await relay.rep('rep_sam');
    await withOffer({ limits: { perDay: 2 } });
    const visitors = await Promise.all(['a', 'b', 'c', 'd'].map(asks));
    const granted = visitors.filter((visitor) => visitor.last('invitation.granted') !== undefined);
    expect(granted).toHaveLength(2);
    const others = visitors.filter((visitor) => !granted.includes(visitor));
    expect(others.map(reason)).toEqual(['offer_unavailable', 'offer_unavailable']);
    expect(await load()).toBe(2);
    expect((await kinds()).filter((kind) => kind === 'offer.granted')).toHaveLength(2);
    expect(await relay.now.store.journal.counted('site_alpha', 'off_ten')).toBe(2);
    expect(reason(await asks('e'))).toBe('offer_unavailable');
  });
});
