import { describe, expect, it } from 'vitest';
import { engagementViewOf } from '../../src/core/engagement-view.ts';
import { stepConversation } from '../../src/core/conversation/step.ts';
import type { ConversationInput } from '../../src/core/conversation/types.ts';
import { bob, inputs, invitation, live, opening } from './records.ts';

const { open, ring, accept, wrapUp } = inputs;
const talk = [open, ring, accept, wrapUp];
const after = (steps: readonly ConversationInput[], input: ConversationInput, now = 10_000) =>
  stepConversation(live(...steps).record, input, now);

describe('wrapping up', () => {
  it('[CO37] keeps the rep and the slot until its time, and is over to the visitor', () => {
    const { record, entries } = live(...talk);
    expect(record).toMatchObject({
      epoch: 1,
      owner: { rep: 'rep_ann' },
      engagement: { state: 'wrap_up', wrapUpUntil: 19_000, resolvedAt: 4_000, disposition: 'Bought' },
    });
    expect(entries.at(-1)).toMatchObject({ kind: 'engagement.resolved', cause: 'resolved/eng_1' });
    const confirmed = after([open, ring, accept], wrapUp, 4_000);
    expect(confirmed.kind === 'changed' && confirmed.effects).toContainEqual(
      expect.objectContaining({ kind: 'confirm', team: 'team_alpha', dueAfterMs: 15_000 }),
    );
    const view = (isForVisitor: boolean) => engagementViewOf(record, () => undefined, undefined, isForVisitor)?.state;
    expect([view(true), view(false)]).toEqual(['resolved', 'wrap_up']);
  });

  it('[CO37] ends by the rep’s word or by its time, once, and gives the slot back', () => {
    const done: ConversationInput = { kind: 'end_wrap_up', rep: wrapUp.rep, epoch: 1, claim: 'clm_1' };
    const ended = { epoch: 2, engagement: { state: 'resolved', disposition: 'Bought' } };
    expect(after(talk, done)).toMatchObject({
      kind: 'changed',
      record: ended,
      effects: [{ kind: 'release', team: 'team_alpha', claim: 'clm_1' }],
    });
    expect(live(...talk, done).record?.owner).toBeUndefined();
    expect(after([...talk, done], done)).toEqual({ kind: 'already', effects: [] });
    expect(after(talk, { ...done, rep: bob })).toEqual({ kind: 'refused', reason: 'not_owner' });
    expect(after([open, ring, accept], done)).toEqual({ kind: 'refused', reason: 'not_active' });
    const over: ConversationInput = { kind: 'wrap_up_over', epoch: 1 };
    expect(after(talk, over, 18_999)).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(after(talk, over, 19_000)).toMatchObject({ kind: 'changed', record: ended });
    expect(after(talk, { kind: 'rep_lost', epoch: 1 })).toMatchObject({ kind: 'changed', record: ended });
  });

  it('[CO37] is taken up by the visitor’s next word, with the same rep under the same assignment', () => {
    const again = after(talk, { ...open, opening: { ...opening, engagement: 'eng_2' } });
    expect(again).toMatchObject({
      kind: 'changed',
      record: { epoch: 1, owner: { rep: 'rep_ann', claim: 'clm_1' }, engagement: { id: 'eng_1', state: 'active' } },
      entries: [{ kind: 'engagement.reopened', cause: 'reopened/eng_1/1' }],
    });
    const record = again.kind === 'changed' ? again.record : undefined;
    expect(record?.engagement).not.toHaveProperty('wrapUpUntil');
    expect(record?.engagement).not.toHaveProperty('resolvedAt');
    expect(stepConversation(record, { ...wrapUp, wrapUpMs: 0 }, 11_000)).toMatchObject({
      kind: 'changed',
      record: { epoch: 2, engagement: { state: 'resolved' } },
      entries: [{ cause: 'resolved/eng_1/1' }],
    });
  });

  it('[CO37] a yes to a card that was on the screen still takes it up too, and gives its slot back', () => {
    const hold = { rep: bob, team: 'team_alpha', claim: 'clm_held', ringTimeoutMs: 20_000 };
    const yes: ConversationInput = { kind: 'open_invited', opening, invitation, hold };
    expect(after(talk, yes)).toMatchObject({
      kind: 'changed',
      record: { owner: { rep: 'rep_ann' }, engagement: { state: 'active' } },
      effects: expect.arrayContaining([{ kind: 'release', team: 'team_alpha', claim: 'clm_held' }]) as unknown,
    });
  });

  it('[CO9] resolved again as it was, it is done already', () => {
    expect(after(talk, wrapUp)).toMatchObject({ kind: 'already' });
    expect(after(talk, { ...wrapUp, disposition: 'Other' })).toEqual({ kind: 'refused', reason: 'not_active' });
  });
});
