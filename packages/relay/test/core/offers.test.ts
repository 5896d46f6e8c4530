import { describe, expect, it } from 'vitest';
import { grant, stepInvitation } from '../../src/core/invitation.ts';
import { budgetOf, countOffer, isOpenTo, offerNamed, offerOfCoupon, timesGot } from '../../src/core/offers.ts';
import type { Invitation, VisitorRecord } from '../../src/ports/index.ts';
import { site } from '../contracts/build.ts';
import { invitationIn, visitorWith } from './records.ts';

const ten = { id: 'off_ten', title: 'Ten', text: 'Ten percent', code: 'HALDEN10', isEnabled: true };
const shop = site('site_a', { offers: [ten, { ...ten, id: 'off_old', code: 'OLD', isEnabled: false }] });

function granted(record: VisitorRecord, id: string): VisitorRecord {
  const outcome = grant(record, invitationIn('granted', { id, offer: ten.id }), 0);
  if (outcome.kind !== 'granted') throw new Error(outcome.kind);
  return outcome.record;
}

function after(record: VisitorRecord, kind: 'seen' | 'dismiss' | 'time_out', invitation: string): VisitorRecord {
  const outcome = stepInvitation(record, { kind, invitation }, 1);
  return outcome.kind === 'changed' ? outcome.record : record;
}

const withdrawn = (record: VisitorRecord, invitation: string): VisitorRecord => {
  const outcome = stepInvitation(record, { kind: 'withdraw', invitation, evenSeen: true }, 1);
  return outcome.kind === 'changed' ? outcome.record : record;
};

describe('an offer', () => {
  it('[CO26] is given while it is switched on', () => {
    expect(offerNamed(shop, 'off_ten')).toBe(ten);
    expect(offerNamed(shop, 'off_old')).toBeUndefined();
    expect(offerNamed(shop, 'off_none')).toBeUndefined();
  });

  it('[CO26] is promised once to a visitor, or as often as its limits say', () => {
    const once = granted(visitorWith(), 'inv_1');
    expect([isOpenTo(undefined, ten), isOpenTo(visitorWith(), ten), isOpenTo(once, ten)]).toEqual([true, true, false]);
    const twice = { ...ten, limits: { perVisitor: 2 } };
    expect(isOpenTo(once, twice)).toBe(true);
    expect(isOpenTo(granted(after(once, 'dismiss', 'inv_1'), 'inv_2'), twice)).toBe(false);
    expect(isOpenTo(once, { ...ten, id: 'off_other' })).toBe(true);
  });

  it.each<[string, Invitation['state'], (record: VisitorRecord) => VisitorRecord, number]>([
    ['seen', 'seen', (record) => after(record, 'seen', 'inv_1'), 1],
    ['closed', 'dismissed', (record) => after(record, 'dismiss', 'inv_1'), 1],
    [
      'timed out after it was seen',
      'timed_out',
      (record) => after(after(record, 'seen', 'inv_1'), 'time_out', 'inv_1'),
      1,
    ],
    ['timed out unseen', 'timed_out', (record) => after(record, 'time_out', 'inv_1'), 0],
    ['withdrawn unseen', 'withdrawn', (record) => withdrawn(record, 'inv_1'), 0],
    ['withdrawn after it was seen', 'withdrawn', (record) => withdrawn(after(record, 'seen', 'inv_1'), 'inv_1'), 1],
  ])('[CO26] of an invitation that was %s counts as it should', (_, state, live, times) => {
    const record = live(granted(visitorWith(), 'inv_1'));
    expect(record.invitations[0]?.state).toBe(state);
    expect(timesGot(record, ten.id)).toBe(times);
  });

  it('[CO26] that was ordered with counts once, promised or not', () => {
    const ordered = countOffer(visitorWith(), ten.id, 'redeemed', 1);
    expect(timesGot(ordered, ten.id)).toBe(1);
    expect(timesGot(countOffer(granted(visitorWith(), 'inv_1'), ten.id, 'redeemed', 1), ten.id)).toBe(1);
    expect(timesGot(countOffer(visitorWith(), ten.id, 'promised', -1), ten.id)).toBe(0);
  });

  it('[CO26] is known by its code, however it is typed', () => {
    expect(offerOfCoupon(shop, ' halden10 ')).toBe('off_ten');
    expect(offerOfCoupon(shop, 'OLD')).toBe('off_old');
    for (const coupon of [undefined, '', ' ', 'HALDEN1']) expect(offerOfCoupon(shop, coupon)).toBeUndefined();
    expect(offerOfCoupon(site('site_a', { offers: [{ id: 'off_x', title: '', text: '', isEnabled: true }] }), '')).toBe(
      undefined,
    );
  });

  it('[CO26] has a budget where its limits say one', () => {
    expect(budgetOf(ten)).toBeUndefined();
    expect(budgetOf({ ...ten, limits: { perDay: 5 } })).toEqual({ name: 'off_ten', most: 5 });
  });
});
