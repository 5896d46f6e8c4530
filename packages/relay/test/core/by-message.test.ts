import { describe, expect, it } from 'vitest';
import { stepConversation } from '../../src/core/conversation/step.ts';
import type { ConversationInput, Effect } from '../../src/core/conversation/types.ts';
import { ann, bob, hold, inputs, invitation, live, opening } from './records.ts';

const teams = ['team_alpha', 'team_shared'];
const leave: ConversationInput = { kind: 'open', opening: { ...opening, teams }, byMessage: 'visitor' };
const pickUp: ConversationInput = {
  kind: 'pick_up',
  engagement: 'eng_1',
  rep: ann,
  team: 'team_alpha',
  claim: 'clm_1',
};

const assign: ConversationInput = { kind: 'assign', rep: ann, team: 'team_alpha', claim: 'clm_1' };

const after = (steps: readonly ConversationInput[], input: ConversationInput, now = 100_000) =>
  stepConversation(live(...steps).record, input, now);
const lists = (effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    effect.kind === 'list' || effect.kind === 'unlist' || effect.kind === 'enqueue' || effect.kind === 'dequeue'
      ? [[effect.kind, ...effect.teams]]
      : [],
  );
const listsAfter = (steps: readonly ConversationInput[], input: ConversationInput) => {
  const outcome = after(steps, input);
  return outcome.kind === 'refused' ? outcome.reason : lists(outcome.effects);
};

describe('a conversation by message', () => {
  it('[CO34] opens with nobody in a queue, on the list of every team', () => {
    expect(live(leave).record).toMatchObject({ epoch: 0, engagement: { state: 'by_message', teams } });
    expect(live(leave).record?.engagement?.queuedAt).toBeUndefined();
    expect(listsAfter([], leave)).toEqual([['list', ...teams], ['unlist']]);
    expect(listsAfter([leave], leave)).toEqual([['list', ...teams], ['unlist']]);
  });

  it('[CO34] is what somebody who waits in a queue may turn to; a ring or a talk goes on', () => {
    expect(listsAfter([inputs.open], leave)).toEqual([['dequeue', 'team_alpha'], ['list', 'team_alpha'], ['unlist']]);
    expect(live(inputs.open, leave).record?.engagement).toMatchObject({ id: 'eng_1', state: 'by_message' });
    expect(live(inputs.open, inputs.ring, leave).record?.engagement?.state).toBe('ringing');
    expect(live(inputs.open, inputs.ring, inputs.accept, leave).record?.engagement?.state).toBe('active');
  });

  it('[CO34] rings nobody, whoever tries', () => {
    for (const input of [inputs.ring, inputs.accept, inputs.decline, inputs.noAnswer, inputs.repLost, inputs.ask])
      expect(after([leave], input), input.kind).toMatchObject({ kind: 'refused' });
  });

  it('[CO31] is taken by one rep under a new epoch, and lies with that team then', () => {
    const { record, entries } = live(leave, pickUp);
    expect(record).toMatchObject({
      epoch: 1,
      owner: { rep: 'rep_ann', team: 'team_alpha', claim: 'clm_1' },
      lastRep: 'rep_ann',
      engagement: { state: 'by_message' },
    });
    expect(entries.map(({ kind }) => kind)).toEqual(['engagement.opened', 'engagement.accepted']);
    expect(listsAfter([leave], pickUp)).toEqual([
      ['list', 'team_alpha'],
      ['unlist', 'team_shared'],
    ]);
    expect(after([leave, pickUp], pickUp)).toMatchObject({ kind: 'already' });
    const other: ConversationInput = { ...pickUp, rep: bob, claim: 'clm_2' };
    expect(after([leave, pickUp], other)).toEqual({ kind: 'refused', reason: 'not_owner' });
    expect(live(leave, pickUp, { ...other, from: ann }).record).toMatchObject({
      epoch: 2,
      owner: { rep: 'rep_bob' },
      engagement: { before: { rep: 'rep_ann', cause: 'taken_over' } },
    });
    expect(live(leave, pickUp, { ...other, from: ann }).entries.map(({ kind }) => kind)).toEqual([
      'engagement.opened',
      'engagement.accepted',
      'engagement.taken_over',
      'engagement.accepted',
    ]);
    expect(after([inputs.open], pickUp)).toEqual({ kind: 'refused', reason: 'not_by_message' });
    expect(after([leave, pickUp], inputs.repLost)).toEqual({ kind: 'refused', reason: 'not_active' });
  });

  it('[CO31] is resolved by whoever has it, and leaves every list', () => {
    expect(listsAfter([leave, pickUp], inputs.resolve)).toEqual([['unlist', ...teams]]);
    expect(after([leave], inputs.resolve)).toEqual({ kind: 'refused', reason: 'not_owner' });
  });

  it('[CO31] is one rep’s by the relay’s choice, once, until somebody answers; another only where that one is gone', () => {
    const { record, entries } = live(leave, assign);
    expect(record).toMatchObject({ epoch: 1, owner: { rep: 'rep_ann', claim: 'clm_1' } });
    expect(record?.engagement?.acceptedAt).toBeUndefined();
    expect(record?.lastRep).toBeUndefined();
    expect(entries.map(({ kind }) => kind)).toEqual(['engagement.opened', 'engagement.assigned']);
    expect(after([leave, assign], assign)).toMatchObject({ kind: 'already' });
    const other: ConversationInput = { ...assign, rep: bob, claim: 'clm_2' };
    expect(after([leave, assign], other)).toEqual({ kind: 'refused', reason: 'not_owner' });
    expect(live(leave, assign, { ...other, instead: 'rep_ann' }).record).toMatchObject({
      epoch: 2,
      owner: { rep: 'rep_bob' },
    });
    expect(live(leave, assign, inputs.accept).record).toMatchObject({
      epoch: 1,
      lastRep: 'rep_ann',
      engagement: { state: 'by_message', acceptedAt: 3_000 },
    });
  });

  it('[CO36] is what a talk that fell asleep becomes: its rep keeps it, the slot is free', () => {
    const talk = [inputs.open, inputs.ring, inputs.accept];
    const asleep: ConversationInput = { kind: 'turn', cause: 'idle', epoch: 1 };
    const outcome = after(talk, asleep);
    expect(outcome).toMatchObject({
      kind: 'changed',
      record: { epoch: 1, owner: { rep: 'rep_ann', claim: 'clm_1' }, engagement: { state: 'by_message' } },
    });
    const effects = outcome.kind === 'changed' ? outcome.effects : [];
    expect(effects).toContainEqual({ kind: 'release', team: 'team_alpha', claim: 'clm_1' });
    expect(lists(effects)).toEqual([['list', 'team_alpha'], ['unlist']]);
    expect(after([inputs.open, inputs.ring], asleep)).toEqual({ kind: 'refused', reason: 'not_active' });
    expect(after(talk, { ...asleep, epoch: 0 })).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(live(...talk, asleep, { kind: 'go_live', teams }).record).toMatchObject({
      epoch: 2,
      lastRep: 'rep_ann',
      engagement: { state: 'queued', prefer: 'rep_ann', before: { rep: 'rep_ann', cause: 'went_live' } },
    });
  });

  it('[CO36] is what a rep puts off, and what waits while nobody is there', () => {
    const putOff: ConversationInput = { kind: 'leave_by_message', rep: ann, epoch: 1, claim: 'clm_1' };
    const talk = [inputs.open, inputs.ring, inputs.accept];
    expect(live(...talk, putOff).record).toMatchObject({
      owner: { rep: 'rep_ann' },
      engagement: { state: 'by_message', byMessage: { cause: 'rep' } },
    });
    expect(after([...talk, putOff], putOff)).toMatchObject({ kind: 'already' });
    expect(after(talk, { ...putOff, rep: bob })).toEqual({ kind: 'refused', reason: 'not_owner' });
    expect(after(talk, { ...putOff, claim: 'clm_2' })).toEqual({ kind: 'refused', reason: 'fenced' });
    const nobody: ConversationInput = { kind: 'turn', cause: 'no_rep', epoch: 0 };
    expect(live(inputs.open, nobody).record?.engagement).toMatchObject({
      state: 'by_message',
      byMessage: { cause: 'no_rep', at: 2_000 },
    });
    expect(after(talk, { ...nobody, epoch: 1 })).toEqual({ kind: 'refused', reason: 'not_active' });
  });

  it('[CO10] holds no slot: a claim of the old name is given back, whoever names it', () => {
    const talk = [inputs.open, inputs.ring, inputs.accept];
    const fence: ConversationInput = { ...inputs.fence, claim: 'clm_1' };
    expect(after(talk, fence)).not.toMatchObject({ effects: [{ kind: 'release' }] });
    const asleep: ConversationInput = { kind: 'turn', cause: 'idle', epoch: 1 };
    expect(after([...talk, asleep], fence)).toMatchObject({
      kind: 'already',
      effects: [{ kind: 'release', team: 'team_alpha', claim: 'clm_1' }],
    });
  });

  it('[CO32] goes live: into the queue, off the lists, first before whose it was', () => {
    const goLive: ConversationInput = { kind: 'go_live', teams: ['team_alpha'] };
    expect(listsAfter([leave], goLive)).toEqual([
      ['enqueue', 'team_alpha'],
      ['unlist', ...teams],
    ]);
    expect(live(leave, goLive).record?.engagement).toMatchObject({ id: 'eng_1', state: 'queued', queuedAt: 2_000 });
    expect(live(leave, pickUp, goLive).record).toMatchObject({ epoch: 2, engagement: { prefer: 'rep_ann' } });
    expect(live(leave, pickUp, goLive).record?.owner).toBeUndefined();
    expect(after([inputs.open], goLive)).toEqual({ kind: 'refused', reason: 'not_by_message' });
  });

  it('[CO32] goes live by a yes to an invitation, whoever has it: that rep is fenced', () => {
    const yes: ConversationInput = { kind: 'open_invited', opening, invitation };
    expect(live(leave, pickUp, yes).record).toMatchObject({
      epoch: 2,
      lastRep: 'rep_ann',
      engagement: { state: 'queued', invitation: 'inv_1' },
    });
    expect(live(leave, pickUp, yes).record?.owner).toBeUndefined();
    expect(live(leave, pickUp, { ...yes, hold }).record).toMatchObject({
      epoch: 2,
      owner: { claim: 'clm_held' },
      engagement: { state: 'ringing' },
    });
    expect(listsAfter([leave], yes)).toEqual([
      ['unlist', ...teams],
      ['enqueue', 'team_alpha'],
    ]);
  });
});
