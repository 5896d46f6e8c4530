import type { ActivityItem } from '@tillside/protocol';
import { describe, expect, it } from 'vitest';
import { filterRows, foldActivity, mergeActivity, opensConversation, outcomeOf } from '../src/desk/activity.ts';
import { NOON } from './helpers/data.ts';

const line = (number: number, kind: string, part: Partial<ActivityItem> = {}): ActivityItem => ({
  site: 'site_halden',
  number,
  at: NOON + number,
  kind,
  ...part,
});
const invitation = (number: number, kind: string, id = 'inv_1', part: Partial<ActivityItem> = {}) =>
  line(number, `invitation.${kind}`, { invitation: id, ...part });
/** As the screen gets them. */
const newestFirst = (items: readonly ActivityItem[]) => mergeActivity([], items);

describe('an invitation', () => {
  it('[DAC1] is one line with its furthest outcome, its cart and its visitor', () => {
    const rows = foldActivity(
      newestFirst([
        invitation(1, 'granted', 'inv_1', { value: 61_200, currency: 'USD', visitor: 'vis_4f2a', rule: 'exit' }),
        invitation(2, 'seen'),
        invitation(3, 'declined'),
        invitation(4, 'granted', 'inv_2'),
      ]),
    );
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      outcome: 'declined',
      at: NOON + 3,
      visitor: 'vis_4f2a',
      rule: 'exit',
      money: { value: 61_200, currency: 'USD' },
    });
  });

  it('[DAC1] keeps its answer when a late "seen" comes', () => {
    expect(outcomeOf([invitation(1, 'granted'), invitation(2, 'accepted'), invitation(3, 'seen')])).toBe('accepted');
  });

  it('[DAC2] that was dismissed was not declined', () => {
    expect(outcomeOf([invitation(1, 'granted'), invitation(2, 'dismissed')])).toBe('dismissed');
  });

  it('[DAC1] that was never shown stands by itself', () => {
    const missed = line(1, 'invitation.missed', { reason: 'no_capacity', rule: 'exit' });
    expect(foldActivity([missed, line(2, 'invitation.missed')])).toHaveLength(2);
    expect(foldActivity([missed])[0]).toMatchObject({ outcome: 'missed', reason: 'no_capacity' });
  });
});

describe('a conversation', () => {
  it('[DAC5] is one line with its latest step, whatever the step', () => {
    const talk = (number: number, kind: string) => line(number, kind, { conversation: 'cnv_4f2a' });
    const kinds = [
      'engagement.opened',
      'contact.given',
      'engagement.message_answered',
      'answer.mailed',
      'rating.given',
    ];
    const rows = foldActivity(newestFirst(kinds.map((kind, at) => talk(at + 1, kind))));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ type: 'talk', kind: 'rating.given', conversation: 'cnv_4f2a' });
  });
});

describe('an order', () => {
  it('[DAC3] is one line, and says whether the shop confirmed it', () => {
    const order = { order: 'ord_1', value: 61_200, currency: 'USD', bounty: 1_500 };
    const reported = line(1, 'order.reported', order);
    expect(foldActivity([reported])[0]).toMatchObject({
      isConfirmed: false,
      bounty: { value: 1_500, currency: 'USD' },
    });
    const rows = foldActivity(newestFirst([reported, line(2, 'order.confirmed', { ...order, value: 60_000 })]));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ isConfirmed: true, money: { value: 60_000, currency: 'USD' } });
  });

  it('[DAC3] says how it is credited, and what it earns', () => {
    const row = (part: Partial<ActivityItem>) =>
      foldActivity([line(1, 'order.reported', { order: 'ord_1', ...part })])[0];
    expect(row({ bounty: 0, reason: 'assisted' })).toMatchObject({ credit: 'assisted', bounty: undefined });
    expect(row({ bounty: 1_500, currency: 'USD', reason: 'saved' })).toMatchObject({ credit: 'saved' });
    expect(row({ bounty: 0 })).toMatchObject({ credit: 'none' });
  });
});

describe('a conversation', () => {
  const talk = (number: number, kind: string) => line(number, kind, { conversation: 'cnv_1', rep: 'rep_maya' });

  it('[DAC5] is one line with its latest step', () => {
    const rows = foldActivity(
      newestFirst([talk(1, 'engagement.opened'), talk(2, 'engagement.answered'), talk(3, 'offer.made')]),
    );
    expect(rows).toEqual([expect.objectContaining({ type: 'talk', kind: 'offer.made', rep: 'rep_maya' })]);
  });

  it('[DAC5] is opened only from a line behind which there is one', () => {
    const open = (items: readonly ActivityItem[]) => foldActivity(items).map(opensConversation);
    const at = { conversation: 'cnv_1' };
    expect(open([invitation(1, 'declined', 'inv_1', at)])).toEqual([undefined]);
    expect(open([invitation(1, 'accepted', 'inv_1', at)])).toEqual(['cnv_1']);
    expect(open([line(1, 'order.reported', { ...at, order: 'ord_1', reason: 'none' })])).toEqual([undefined]);
    expect(open([line(1, 'order.reported', { ...at, order: 'ord_1', reason: 'assisted' })])).toEqual(['cnv_1']);
    expect(open([talk(1, 'engagement.opened')])).toEqual(['cnv_1']);
  });
});

describe('the list', () => {
  it('[DAC4] holds each line once, newest first, whichever way it came', () => {
    const live = [line(3, 'offer.made'), line(2, 'engagement.opened')];
    const paged = [line(2, 'engagement.opened'), line(1, 'engagement.opened')];
    const other = line(3, 'offer.made', { site: 'site_fernway' });
    const merged = mergeActivity(mergeActivity(live, paged), [other, ...live]);
    expect(merged.map(({ site, number }) => `${site} ${number}`)).toEqual([
      'site_halden 3',
      'site_fernway 3',
      'site_halden 2',
      'site_halden 1',
    ]);
  });

  it('shows what is asked for', () => {
    const rows = foldActivity([
      invitation(1, 'granted'),
      line(2, 'order.reported', { order: 'ord_1' }),
      line(3, 'offer.made', { site: 'site_fernway' }),
    ]);
    expect(filterRows(rows, 'all', undefined)).toHaveLength(3);
    expect(filterRows(rows, 'invitations', undefined).map(({ type }) => type)).toEqual(['invitation']);
    expect(filterRows(rows, 'orders', undefined).map(({ type }) => type)).toEqual(['order']);
    expect(filterRows(rows, 'all', 'site_fernway').map(({ type }) => type)).toEqual(['talk']);
  });
});
