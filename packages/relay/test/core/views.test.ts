import { describe, expect, it } from 'vitest';
import { activityOf } from '../../src/core/activity.ts';
import { engagementViewOf } from '../../src/core/engagement-view.ts';
import { floorItemOf, repViewOf } from '../../src/core/floor-view.ts';
import {
  conversationOf,
  engagementIdOf,
  holdIdOf,
  invitationIdOf,
  ringClaimOf,
  visitorOf,
} from '../../src/core/ids.ts';
import type { ConversationInput } from '../../src/core/conversation/types.ts';
import type { ConversationRecord, ConversationView, LogState, Rep } from '../../src/ports/index.ts';
import { inputs, live } from './records.ts';

const { open, openInvited, ring, accept, resolve, decline } = inputs;

const person = (id: string, name: string): Rep => ({
  id,
  team: 'team_alpha',
  name,
  email: 'secret@shop.example',
  role: 'rep',
  passwordHash: 'secret',
  isDisabled: false,
  ...(id === 'rep_ann' ? { picture: { type: 'image/png', base64: 'AA', version: 'v7' } } : {}),
});
const reps = new Map([person('rep_ann', 'Ann Archer'), person('rep_bob', 'Bob Baker')].map((rep) => [rep.id, rep]));
const repOf = (id: string) => reps.get(id);

describe('the engagement as both parties see it', () => {
  it('[CO21] names who answers or rings, by the public name and picture only', () => {
    expect(engagementViewOf(live(open, ring).record, repOf)).toEqual({
      id: 'eng_1',
      state: 'ringing',
      rep: { id: 'rep_ann', name: 'Ann', picture: '/v1/reps/rep_ann/picture?v=v7' },
      openedAt: 1_000,
    });
  });

  it('[CO21] names who was shown where another one answers, or nobody does', () => {
    const waits = live({ ...openInvited, hold: { ...openInvited.hold } }, decline).record;
    expect(engagementViewOf(waits, repOf, { position: 3 })).toMatchObject({
      shown: { id: 'rep_ann', name: 'Ann' },
      position: 3,
    });
    const other = live(openInvited, decline, {
      ...ring,
      rep: { id: 'rep_bob', name: 'Bob' },
      claim: 'clm_3',
      epoch: 3,
    }).record;
    expect(engagementViewOf(other, repOf)).toMatchObject({ rep: { id: 'rep_bob' }, shown: { id: 'rep_ann' } });
    expect(engagementViewOf(live(openInvited).record, repOf)).not.toHaveProperty('shown');
  });

  it('[CO21] has a place in the queue only while it waits, nobody once it is over, and is nothing before the first', () => {
    expect(engagementViewOf(live(open, ring).record, repOf, { position: 2 })).not.toHaveProperty('position');
    expect(engagementViewOf(live(open, ring, accept, resolve).record, repOf)).toEqual({
      id: 'eng_1',
      state: 'resolved',
      openedAt: 1_000,
    });
    expect(engagementViewOf(undefined, repOf)).toBeUndefined();
  });
});

describe('a line of a rep’s floor', () => {
  const log: LogState = {
    top: 3,
    chain: '',
    visitorTop: 3,
    unreadByRep: 2,
    lastText: 'Hello?',
    readBy: { visitor: 0, rep: 0 },
  };
  const view = (
    more: Partial<LogState> = {},
    steps: readonly ConversationInput[] = [open, ring, accept],
  ): ConversationView => ({
    record: live(...steps).record,
    log: { ...log, ...more },
    context: {
      page: { url: 'https://alpha.example/checkout', title: 'Checkout' },
      cart: { value: 61_200, currency: 'USD', quantity: 2, items: [{ id: 'x', name: 'Camera', quantity: 2 }] },
      checkout: { step: 2 },
    },
  });

  const words = {
    nameOf: (rep: string) => rep.slice('rep_'.length),
    site: { messageTargetMs: 60_000 },
    claimOf: ({ owner }: ConversationRecord) => `${owner?.claim} sealed`,
  };

  it('[CO22] tells who let it ring before, who gave it, and when a first answer by message is due', () => {
    const declined = floorItemOf(view({}, [open, ring, inputs.decline]), 'rep_bob', words);
    expect(declined).toMatchObject({ state: 'queued', passedBy: { name: 'ann', cause: 'declined' } });
    const given = floorItemOf(view({}, [open, ring, accept, inputs.transfer]), 'rep_bob', words);
    expect(given).toMatchObject({ state: 'queued', given: { name: 'ann', note: 'Asks about straps' } });
    const left = { ...open, byMessage: 'visitor' } as const;
    expect(floorItemOf(view({}, [left]), 'rep_bob', words)).toMatchObject({ turned: 'visitor', dueAt: 61_000 });
    const answered = floorItemOf(view({ lastRepMessageAt: 2_000 }, [left]), 'rep_bob', words);
    expect(answered).not.toHaveProperty('dueAt');
    const asleep = [open, ring, accept, { kind: 'turn', cause: 'idle', epoch: 1 } as const];
    const said = { lastRepMessageAt: 3_500, lastVisitorMessageAt: 3_400 };
    expect(floorItemOf(view(said, asleep), 'rep_ann', words)).not.toHaveProperty('dueAt');
    const asked = { ...said, lastVisitorMessageAt: 9_000 };
    expect(floorItemOf(view(asked, asleep), 'rep_ann', words)).toMatchObject({ turned: 'idle', dueAt: 69_000 });
  });

  it('[CO22] tells the assignment to its owner only', () => {
    const mine = floorItemOf(view(), 'rep_ann', words);
    expect(mine).toMatchObject({
      conversation: 'cnv_v',
      engagement: 'eng_1',
      site: 'site_alpha',
      state: 'active',
      epoch: 1,
      claim: 'clm_1 sealed',
      rep: 'rep_ann',
      cart: { value: 61_200, currency: 'USD', quantity: 2 },
      checkoutStep: 2,
      lastText: 'Hello?',
      unread: 2,
    });
    expect(mine?.cart).not.toHaveProperty('items');
    expect(floorItemOf(view(), 'rep_bob', words)).not.toHaveProperty('claim');
  });

  it('[CO22] tells since when the visitor waits for a word', () => {
    const since = (more: Partial<LogState>) => floorItemOf(view(more), 'rep_ann', words)?.waitingSince;
    expect(since({})).toBe(1_000);
    expect(since({ lastRepMessageAt: 900 })).toBe(1_000);
    expect(since({ lastRepMessageAt: 4_000, lastVisitorMessageAt: 3_500 })).toBeUndefined();
    expect(since({ lastRepMessageAt: 4_000, lastVisitorMessageAt: 4_500 })).toBe(4_500);
    expect(floorItemOf(view({}, [open, ring, accept, resolve]), 'rep_ann', words)?.waitingSince).toBeUndefined();
    // Given on, the visitor waits again: since the last word that came.
    const given = (more: Partial<LogState>) =>
      floorItemOf(view(more, [open, ring, accept, inputs.transfer]), 'rep_bob', words)?.waitingSince;
    expect(given({ lastRepMessageAt: 4_000, lastVisitorMessageAt: 3_500 })).toBe(4_000);
    expect(given({ lastRepMessageAt: 4_000, lastVisitorMessageAt: 4_500 })).toBe(4_500);
  });

  it('[CO22] there is none before the first engagement', () => {
    expect(floorItemOf({ record: undefined, log, context: undefined }, 'rep_ann', words)).toBeUndefined();
    expect(floorItemOf({ ...view(), record: live(inputs.fence).record }, 'rep_ann', words)).toBeUndefined();
  });

  it('[CO22] a colleague of whom nothing was said is offline', () => {
    const bob = repOf('rep_bob')!;
    expect(repViewOf(bob, 3, undefined, false)).toHaveProperty('isOffShift', true);
    expect(repViewOf(bob, 3, undefined, true)).toEqual({
      id: 'rep_bob',
      name: 'Bob Baker',
      team: 'team_alpha',
      status: 'offline',
      isPresent: false,
      load: 0,
      capacity: 3,
    });
  });
});

describe('a line of the activity list', () => {
  it('[CO23] carries what the journal’s row has, with playbook, arm and packed trace, and never its key or a journey', () => {
    const row = {
      key: 'inv_1/asked',
      kind: 'invitation.granted',
      number: 7,
      at: 5,
      visitor: 'vis_v',
      rule: 'leaving',
      playbook: 'p1',
      experiment: 'exp',
      arm: 'treated',
      trace: '1abc',
      offer: 'off_a',
      value: 0,
      journey: '{}',
    } as const;
    expect(activityOf('site_alpha', row)).toEqual({
      site: 'site_alpha',
      number: 7,
      at: 5,
      kind: 'invitation.granted',
      visitor: 'vis_v',
      rule: 'leaving',
      playbook: 'p1',
      experiment: 'exp',
      arm: 'treated',
      trace: '1abc',
      offer: 'off_a',
      value: 0,
    });
  });
});

describe('ids', () => {
  it('[CO3] follow from what made them and fit the wire', () => {
    expect(visitorOf(conversationOf('vis_abc'))).toBe('vis_abc');
    const id = invitationIdOf('0123456789abcdef0123456789abcdef', 2_000_000_000);
    expect(id).toMatch(/^inv_[a-z0-9][a-z0-9_-]{0,47}$/);
    expect(engagementIdOf(id)).toMatch(/^eng_[a-z0-9][a-z0-9_-]{0,47}$/);
    expect(holdIdOf(id)).not.toBe(holdIdOf(invitationIdOf('0123456789abcdef0123456789abcdef', 1)));
    expect(ringClaimOf('cnv_v', 1, 'team_a')).not.toBe(ringClaimOf('cnv_v', 1, 'team_b'));
    expect(ringClaimOf('cnv_v', 1, 'team_a')).not.toBe(ringClaimOf('cnv_v', 2, 'team_a'));
  });
});
