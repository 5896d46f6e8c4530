import { describe, expect, it } from 'vitest';
import { mostInVain } from '../../src/core/conversation/transfer.ts';
import { stepConversation } from '../../src/core/conversation/step.ts';
import type { ConversationInput } from '../../src/core/conversation/types.ts';
import { ann, bob, inputs, live, opening } from './records.ts';

const { open, ring, accept, transfer } = inputs;
const talk = [open, ring, accept];
const after = (steps: readonly ConversationInput[], input: ConversationInput, now = 10_000) =>
  stepConversation(live(...steps).record, input, now);
const ringBob: ConversationInput = { ...ring, rep: bob, claim: 'clm_b', epoch: 3 };
const over = (epoch: number, isGiverThere: boolean): ConversationInput => ({
  kind: 'transfer_over',
  epoch,
  from: ann,
  isGiverThere,
  teams: ['team_alpha', 'team_shared'],
  until: 90_000,
});

describe('a conversation that is given to somebody', () => {
  it('[CO38] rings there and nowhere else, under a new epoch; the slot is free and the note is in the log', () => {
    const outcome = after(talk, transfer);
    expect(outcome).toMatchObject({
      kind: 'changed',
      record: {
        epoch: 2,
        lastRep: 'rep_ann',
        engagement: {
          state: 'queued',
          isReturned: true,
          teams: ['team_alpha'],
          transfer: { from: { rep: 'rep_ann', team: 'team_alpha' }, to: { rep: 'rep_bob' } },
          before: { rep: 'rep_ann', cause: 'transferred' },
        },
      },
      entries: [{ kind: 'engagement.transferred', cause: 'transferred/eng_1/2' }],
    });
    expect(outcome.kind === 'changed' && JSON.parse(outcome.entries[0]?.body ?? '')).toEqual({
      engagement: 'eng_1',
      cause: 'given',
      from: { rep: 'rep_ann', name: 'Ann Archer' },
      to: { team: 'team_alpha', rep: 'rep_bob', name: 'Bob Baker' },
      note: 'Asks about straps',
    });
    expect(outcome.kind === 'changed' && outcome.effects).toContainEqual({
      kind: 'release',
      team: 'team_alpha',
      claim: 'clm_1',
    });
    expect(after([...talk, transfer], { ...ringBob, rep: ann })).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(after([...talk, transfer], { ...ringBob, team: 'team_x' })).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(after([...talk, transfer], ringBob, 60_000)).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(after([...talk, transfer], { kind: 'ask', teams: ['team_shared'] })).toMatchObject({ kind: 'refused' });
    const taken = live(...talk, transfer, ringBob, { ...accept, rep: bob }).record;
    expect(taken).toMatchObject({ epoch: 3, owner: { rep: 'rep_bob' }, engagement: { state: 'active' } });
    expect(taken?.engagement).not.toHaveProperty('transfer');
  });

  it('[CO38] only by its owner, of what is talked about; said again it is done already', () => {
    expect(after(talk, { ...transfer, rep: bob })).toEqual({ kind: 'refused', reason: 'not_owner' });
    expect(after(talk, { ...transfer, claim: 'clm_9' })).toEqual({ kind: 'refused', reason: 'fenced' });
    expect(after([open, ring], transfer)).toEqual({ kind: 'refused', reason: 'not_active' });
    expect(after([...talk, transfer], transfer)).toMatchObject({ kind: 'already' });
  });

  it('[CO38] comes back to who gave it when nobody takes it, once; then the queue has it', () => {
    const declined: ConversationInput = { kind: 'decline', engagement: 'eng_1', rep: bob };
    const passed = live(...talk, transfer, ringBob, declined).record;
    // Due at once: nobody else may be rung.
    expect(passed).toMatchObject({ epoch: 4, engagement: { state: 'queued', transfer: { until: 6_000 } } });
    expect(after([...talk, transfer, ringBob, declined], { ...ringBob, epoch: 5 })).toMatchObject({ kind: 'refused' });
    const back = live(...talk, transfer, ringBob, declined, over(4, true)).record;
    expect(back).toMatchObject({
      epoch: 5,
      engagement: { depth: 1, tried: ['rep_bob'], transfer: { to: { rep: 'rep_ann' }, isReturn: true, until: 90_000 } },
    });
    const again = after([...talk, transfer, ringBob, declined, over(4, true)], over(5, true), 100_000);
    expect(again).toMatchObject({
      kind: 'changed',
      record: { epoch: 6, engagement: { state: 'queued', depth: 1, teams: ['team_alpha', 'team_shared'] } },
    });
    expect(again.kind === 'changed' && again.record.engagement).not.toHaveProperty('transfer');
    expect(after([...talk, transfer], over(9, true))).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(after(talk, over(1, true))).toEqual({ kind: 'refused', reason: 'not_queued' });
  });

  it('[CO38] goes to the queue at once where who gave it is gone', () => {
    expect(live(...talk, transfer, over(2, false)).record).toMatchObject({
      epoch: 3,
      engagement: { depth: 1, teams: ['team_alpha', 'team_shared'], isReturned: true },
    });
  });

  it('[CO38] is given on in vain so often and no more', () => {
    const steps: ConversationInput[] = [...talk];
    for (let turn = 0; turn < mostInVain; turn += 1) {
      const { epoch = 0, owner } = live(...steps).record ?? {};
      steps.push({ ...transfer, epoch, claim: owner?.claim ?? '', until: 1_000_000 }, over(epoch + 1, true));
      steps.push({ ...ring, claim: `clm_back_${turn}`, epoch: epoch + 3 }, accept);
    }
    const { epoch = 0, owner, engagement } = live(...steps).record ?? {};
    expect(engagement).toMatchObject({ state: 'active', depth: mostInVain });
    const once = { ...transfer, epoch, claim: owner?.claim ?? '' };
    expect(after(steps, once)).toEqual({ kind: 'refused', reason: 'too_often' });
  });

  it('[CO38] by message is a rep’s at once, and of a team whose the relay chooses', () => {
    const left: ConversationInput = { kind: 'open', opening, byMessage: 'visitor' };
    const mine: ConversationInput = { kind: 'assign', rep: ann, team: 'team_alpha', claim: 'clm_1' };
    expect(live(left, mine, transfer).record).toMatchObject({
      epoch: 2,
      owner: { rep: 'rep_bob', claim: 'clm_2' },
      engagement: { state: 'by_message' },
    });
    const toTeam = live(left, mine, { ...transfer, to: { team: 'team_shared' } }).record;
    expect(toTeam).toMatchObject({ epoch: 2, engagement: { state: 'by_message', teams: ['team_shared'] } });
    expect(toTeam?.owner).toBeUndefined();
  });
});

describe('a rep who goes away', () => {
  it('[CO39] may leave what is talked about to others, at its old place; what is by message stays', () => {
    const handOver: ConversationInput = { kind: 'hand_over', rep: ann, epoch: 1 };
    expect(after(talk, handOver)).toMatchObject({
      kind: 'changed',
      record: { epoch: 2, engagement: { state: 'queued', isReturned: true, passedBy: { cause: 'handed_over' } } },
      entries: [{ kind: 'engagement.queued' }],
    });
    expect(after([open, ring], handOver)).toEqual({ kind: 'refused', reason: 'not_active' });
    expect(after(talk, { ...handOver, rep: bob })).toEqual({ kind: 'refused', reason: 'moved_on' });
    const asleep: ConversationInput = { kind: 'turn', cause: 'idle', epoch: 1 };
    expect(after([...talk, asleep], handOver)).toEqual({ kind: 'refused', reason: 'not_active' });
  });
});

describe('a team that takes what rings at once', () => {
  it('[CO7] has it without a ring, one time', () => {
    const automatic: ConversationInput = { ...ring, isAutomatic: true };
    expect(live(open, automatic)).toMatchObject({
      record: { epoch: 1, owner: { rep: 'rep_ann' }, lastRep: 'rep_ann', engagement: { state: 'active' } },
      entries: [{ kind: 'engagement.opened' }, { kind: 'engagement.accepted' }],
    });
    expect(after([open, automatic], automatic)).toMatchObject({ kind: 'already' });
  });
});

describe('what a conversation is about', () => {
  it('[CO51] is said by its rep, and stands in the log', () => {
    const about: ConversationInput = { kind: 'set_reason', rep: ann, epoch: 1, claim: 'clm_1', reason: 'order' };
    expect(live(...talk, about)).toMatchObject({ record: { engagement: { reason: 'order' }, epoch: 1 } });
    expect(live(...talk, about).entries.at(-1)).toMatchObject({ kind: 'engagement.reason' });
    expect(after([...talk, about], about)).toMatchObject({ kind: 'already' });
    expect(after(talk, { ...about, rep: bob })).toEqual({ kind: 'refused', reason: 'not_owner' });
  });
});
