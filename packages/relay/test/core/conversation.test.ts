import { describe, expect, it } from 'vitest';
import { stepConversation } from '../../src/core/conversation/step.ts';
import type { ConversationInput, Effect } from '../../src/core/conversation/types.ts';
import { ann, bob, hold, inputs, invitation, live, opening } from './records.ts';

const { open, openInvited, ring, accept, decline, noAnswer, repLost, ask, fence, resolve } = inputs;

/** What a step does to the record that these steps made. */
function after(steps: readonly ConversationInput[], input: ConversationInput, now = 100_000) {
  return stepConversation(live(...steps).record, input, now);
}

const kindsOf = (effects: readonly Effect[]) => effects.map(({ kind }) => kind);

describe('opening', () => {
  it('[CO4] opens once: whoever comes second finds it open', () => {
    const first = after([], open);
    expect(first).toMatchObject({
      kind: 'changed',
      record: { epoch: 0, engagement: { id: 'eng_1', state: 'queued', cause: 'visitor', teams: ['team_alpha'] } },
    });
    const second = after([open], { kind: 'open', opening: { ...opening, engagement: 'eng_2' } });
    expect(second).toMatchObject({ kind: 'already' });
    expect(second.kind === 'already' && kindsOf(second.effects)).toEqual(['enqueue', 'journal']);
  });

  it('[CO4] opens the next engagement after one that was resolved, and keeps who answered last', () => {
    const { record } = live(open, ring, accept, resolve, {
      kind: 'open',
      opening: { ...opening, engagement: 'eng_2' },
    });
    expect(record).toMatchObject({ epoch: 2, lastRep: 'rep_ann', engagement: { id: 'eng_2', state: 'queued' } });
  });

  it('[CO5] an accepted invitation with a good hold rings exactly the rep who was shown', () => {
    const { record, entries } = live(openInvited);
    expect(record).toMatchObject({
      epoch: 1,
      owner: { rep: 'rep_ann', team: 'team_alpha', claim: 'clm_held' },
      engagement: { state: 'ringing', invitation: 'inv_1', rule: 'leaving', shown: 'rep_ann', ringingUntil: 21_000 },
    });
    expect(entries.map(({ kind }) => kind)).toEqual(['engagement.opened', 'invitation', 'engagement.rang']);
  });

  it('[CO5] without a hold it waits like everybody, and remembers who was shown', () => {
    const { record } = live({ kind: 'open_invited', opening, invitation });
    expect(record).toMatchObject({ engagement: { state: 'queued', cause: 'invitation', shown: 'rep_ann' } });
    expect(record?.owner).toBeUndefined();
  });

  it('[CO5] an engagement that waits already rings the held rep instead of waiting on', () => {
    const { record, entries } = live(open, openInvited);
    expect(record).toMatchObject({
      owner: { claim: 'clm_held' },
      engagement: { id: 'eng_1', state: 'ringing', cause: 'visitor', invitation: 'inv_1' },
    });
    expect(entries.filter(({ kind }) => kind === 'engagement.opened')).toHaveLength(1);
  });

  it('[CO5] an engagement with an owner keeps it and the hold is given back', () => {
    const outcome = after([open, ring, accept], openInvited);
    expect(outcome).toMatchObject({
      kind: 'changed',
      record: { owner: { claim: 'clm_1' }, engagement: { state: 'active', invitation: 'inv_1' } },
    });
    expect(outcome.kind === 'changed' && outcome.effects).toContainEqual({
      kind: 'release',
      team: 'team_alpha',
      claim: 'clm_held',
    });
  });

  it('[CO5] the same yes again changes nothing, and never gives back the slot it is bound to', () => {
    const outcome = after([openInvited], openInvited);
    expect(outcome.kind).toBe('already');
    expect(outcome.kind === 'already' && kindsOf(outcome.effects)).not.toContain('release');
  });

  it('[CO5] a second invitation joins the engagement but does not replace the first', () => {
    const other = { ...openInvited, invitation: { ...invitation, id: 'inv_2' } };
    const { record, entries } = live(openInvited, other);
    expect(record?.engagement?.invitation).toBe('inv_1');
    expect(entries.filter(({ kind }) => kind === 'invitation').map(({ cause }) => cause)).toEqual([
      'invitation/inv_1',
      'invitation/inv_2',
    ]);
  });

  it('[CO4] a team asked beyond the first is an overflow from the beginning', () => {
    const outcome = after([], { kind: 'open', opening: { ...opening, teams: ['team_alpha', 'team_shared'] } });
    const items = outcome.kind === 'changed' ? outcome.effects.filter((effect) => effect.kind === 'journal') : [];
    expect(items.map(({ item }) => [item.kind, item.team])).toEqual([
      ['engagement.opened', undefined],
      ['engagement.overflowed', 'team_shared'],
    ]);
  });
});

describe('ringing', () => {
  it('[CO6] binds a waiting conversation under the next epoch', () => {
    const { record } = live(open, ring);
    expect(record).toMatchObject({
      epoch: 1,
      owner: { rep: 'rep_ann', claim: 'clm_1' },
      engagement: { state: 'ringing' },
    });
  });

  it('[CO6] the same claim again is bound already', () => {
    expect(after([open, ring], ring).kind).toBe('already');
    expect(after([open, ring, accept], ring).kind).toBe('already');
  });

  it('[CO6] a claim of the same name on another team is not', () => {
    expect(after([open, ring], { ...ring, team: 'team_shared' })).toEqual({ kind: 'refused', reason: 'not_queued' });
  });

  it('[CO6] a claim of an epoch that is over comes too late', () => {
    expect(after([open, ring, decline], ring)).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(after([open, fence], ring)).toEqual({ kind: 'refused', reason: 'moved_on' });
  });

  it('[CO7] only the rep it rings for answers it, and twice is once', () => {
    expect(after([open, ring], { ...accept, rep: bob })).toEqual({ kind: 'refused', reason: 'not_ringing' });
    expect(after([open, ring], { ...accept, engagement: 'eng_0' })).toEqual({ kind: 'refused', reason: 'not_ringing' });
    expect(live(open, ring, accept).record).toMatchObject({
      epoch: 1,
      lastRep: 'rep_ann',
      engagement: { state: 'active', acceptedAt: 3_000, tried: [] },
    });
    expect(after([open, ring, accept], accept).kind).toBe('already');
    expect(after([open, ring, accept, resolve], accept)).toEqual({ kind: 'refused', reason: 'not_ringing' });
  });

  it('[CO8] a declined ring goes back to its old place, and the rep is not asked again', () => {
    const { record } = live(open, ring, decline);
    expect(record).toMatchObject({ epoch: 2, engagement: { state: 'queued', queuedAt: 1_000, tried: ['rep_ann'] } });
    expect(record?.owner).toBeUndefined();
    expect(after([open, ring, decline], decline).kind).toBe('already');
    expect(after([open, ring], { ...decline, rep: bob })).toEqual({ kind: 'refused', reason: 'not_ringing' });
    expect(after([open, ring, accept], decline)).toEqual({ kind: 'refused', reason: 'not_ringing' });
  });

  it('[CO8] a ring is unanswered when its time is over, not before', () => {
    expect(after([open, ring], noAnswer, 21_999)).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(after([open, ring], { kind: 'no_answer', epoch: 0 }, 22_000)).toEqual({
      kind: 'refused',
      reason: 'moved_on',
    });
    expect(after([open, ring], noAnswer, 22_000)).toMatchObject({
      kind: 'changed',
      record: { epoch: 2, engagement: { state: 'queued', tried: ['rep_ann'] } },
      effects: [{ kind: 'enqueue' }, { kind: 'release', claim: 'clm_1' }, { item: { reason: 'no_answer' } }],
    });
  });
});

describe('losing the rep', () => {
  it('[CO8] moves the conversation to its old place under a new epoch; the rep may be asked again', () => {
    const { record, entries } = live(open, ring, accept, repLost);
    expect(record).toMatchObject({ epoch: 2, engagement: { state: 'queued', queuedAt: 1_000, tried: [] } });
    expect(record?.engagement?.acceptedAt).toBeUndefined();
    expect(entries.at(-1)).toMatchObject({ cause: 'queued/eng_1/2', kind: 'engagement.queued' });
  });

  it('[CO8] comes too late for another owner', () => {
    expect(after([open, ring, accept, repLost], repLost)).toEqual({ kind: 'refused', reason: 'moved_on' });
    expect(after([open], repLost)).toEqual({ kind: 'refused', reason: 'moved_on' });
  });
});

describe('resolving', () => {
  it('[CO9] is the owner’s, under the assignment, once it was answered', () => {
    expect(after([open, ring, accept], { ...resolve, rep: bob })).toEqual({ kind: 'refused', reason: 'not_owner' });
    expect(after([open, ring, accept], { ...resolve, epoch: 0 })).toEqual({ kind: 'refused', reason: 'fenced' });
    expect(after([open, ring, accept], { ...resolve, claim: 'clm_0' })).toEqual({ kind: 'refused', reason: 'fenced' });
    expect(after([open, ring], resolve)).toEqual({ kind: 'refused', reason: 'not_active' });
    expect(after([open], resolve)).toEqual({ kind: 'refused', reason: 'not_owner' });
  });

  it('[CO9] leaves nobody the owner, and is done already when it comes again', () => {
    const { record } = live(open, ring, accept, resolve);
    expect(record).toMatchObject({
      epoch: 2,
      engagement: { state: 'resolved', disposition: 'Bought', resolvedAt: 4_000 },
    });
    expect(record?.owner).toBeUndefined();
    expect(after([open, ring, accept, resolve], resolve).kind).toBe('already');
    expect(after([open, ring, accept, resolve], { ...resolve, disposition: 'Other' })).toEqual({
      kind: 'refused',
      reason: 'not_active',
    });
  });
});

describe('claims that nobody bound', () => {
  it('[CO10] raise the epoch before the slot is given back', () => {
    expect(after([open], fence)).toMatchObject({
      kind: 'changed',
      record: { epoch: 1, engagement: { state: 'queued' } },
      effects: [{ kind: 'release', claim: 'clm_9' }, { kind: 'enqueue' }],
    });
    expect(after([], fence)).toMatchObject({
      kind: 'changed',
      record: { epoch: 1, visitor: 'vis_v', site: 'site_alpha' },
    });
  });

  it('[CO10] leave the owner alone where there is one', () => {
    expect(after([open, ring], fence)).toEqual({
      kind: 'already',
      effects: [{ kind: 'release', team: 'team_alpha', claim: 'clm_9' }],
    });
  });

  it('[CO10] are confirmed where the record names them', () => {
    const outcome = after([open, ring], { ...fence, claim: 'clm_1' });
    expect(outcome.kind === 'already' && kindsOf(outcome.effects)).toEqual(['confirm', 'dequeue']);
  });
});

describe('what the floor must look like', () => {
  it('[CO11] follows from the record alone', () => {
    const now = 5_000;
    const effectsAfter = (...steps: ConversationInput[]) => {
      const outcome = stepConversation(live(...steps).record, { kind: 'ask', teams: [] }, now);
      return outcome.kind === 'already' ? outcome.effects : outcome.kind;
    };
    expect(effectsAfter(open)).toEqual([
      {
        kind: 'enqueue',
        teams: ['team_alpha'],
        item: { conversation: 'cnv_v', site: 'site_alpha', queuedAt: 1_000 },
      },
    ]);
    const bound = stepConversation(live(open, ring).record, ring, now);
    expect(bound.kind === 'already' && bound.effects).toEqual([
      {
        kind: 'confirm',
        team: 'team_alpha',
        dueAfterMs: 17_000,
        claim: {
          claim: 'clm_1',
          rep: 'rep_ann',
          site: 'site_alpha',
          conversation: 'cnv_v',
          state: 'confirmed',
          at: now,
          dueAt: 22_000,
        },
      },
      { kind: 'dequeue', teams: ['team_alpha'] },
    ]);
    const answered = stepConversation(live(open, ring, accept).record, ring, now);
    expect(answered.kind === 'already' && answered.effects[0]).not.toHaveProperty('dueAfterMs');
  });

  it('[CO11] more teams are asked once; who was asked stays asked', () => {
    expect(after([open], ask)).toMatchObject({
      kind: 'changed',
      record: { epoch: 0, engagement: { teams: ['team_alpha', 'team_shared'] } },
      effects: [{ kind: 'enqueue' }, { item: { kind: 'engagement.overflowed', team: 'team_shared' } }],
    });
    expect(after([open, ask], ask).kind).toBe('already');
    expect(after([open, ring], ask)).toEqual({ kind: 'refused', reason: 'not_queued' });
  });

  it('[CO5] a rep of a team that was not asked may be the one who was shown', () => {
    const { record } = live({ ...openInvited, hold: { ...hold, team: 'team_shared' } });
    expect(record?.engagement?.teams).toEqual(['team_alpha', 'team_shared']);
    expect(record?.owner?.rep).toBe(ann.id);
  });
});
