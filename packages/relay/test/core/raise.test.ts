import { describe, expect, it } from 'vitest';
import { stepConversation } from '../../src/core/conversation/step.ts';
import type { ConversationInput } from '../../src/core/conversation/types.ts';
import { ann, bob, inputs, live } from './records.ts';

const { open, ring, accept, resolve, wrapUp } = inputs;
const raise = { kind: 'raise', rep: bob, team: 'team_shared', epoch: 7, claim: 'clm_7' } as const;
const raised = (steps: readonly ConversationInput[], input: ConversationInput = raise) =>
  stepConversation(live(...steps).record, input, 50_000);

describe('a record that lost its tail', () => {
  it('[CO68] is talked about under the epoch that was proved, from wherever it waits', () => {
    for (const steps of [[open], [open, ring], [open, ring, accept]]) {
      const outcome = raised(steps);
      expect(outcome).toMatchObject({
        kind: 'changed',
        record: {
          epoch: 7,
          owner: { rep: 'rep_bob', team: 'team_shared', claim: 'clm_7' },
          lastRep: 'rep_bob',
          engagement: { id: 'eng_1', state: 'active', acceptedAt: 50_000 },
        },
        entries: [{ cause: 'accepted/eng_1/7', kind: 'engagement.accepted' }],
      });
      if (outcome.kind !== 'changed') throw new Error(outcome.kind);
      expect(outcome.record.engagement).not.toHaveProperty('ringingUntil');
      expect(outcome.effects).toContainEqual({ kind: 'dequeue', teams: outcome.record.engagement?.teams });
    }
  });

  it('[CO68] frees the slot of who had it under a lower epoch, and says so', () => {
    const outcome = raised([open, ring, accept]);
    expect(outcome).toMatchObject({ record: { engagement: { before: { rep: 'rep_ann', cause: 'taken_over' } } } });
    expect(outcome).toMatchObject({ effects: [{ kind: 'release', team: 'team_alpha', claim: 'clm_1' }, {}, {}, {}] });
    const own = raised([open, ring, accept], { ...raise, rep: ann, team: 'team_alpha', claim: 'clm_1' });
    expect(own).toMatchObject({ kind: 'changed', record: { epoch: 7, owner: { claim: 'clm_1' } } });
    expect(own).not.toHaveProperty('record.engagement.before');
    expect(own).not.toMatchObject({ effects: [{ kind: 'release' }] });
  });

  it('[CO68] stays by message where it is, without a slot', () => {
    const outcome = raised([{ ...open, byMessage: 'visitor' }]);
    expect(outcome).toMatchObject({
      kind: 'changed',
      record: { epoch: 7, owner: { rep: 'rep_bob' }, engagement: { state: 'by_message' } },
      entries: [],
    });
    if (outcome.kind !== 'changed') throw new Error(outcome.kind);
    expect(outcome.effects.map(({ kind }) => kind)).toEqual(['list', 'unlist']);
  });

  it('[CO68] is raised once, never lowered, and never out of what is over', () => {
    const again = raised([open, ring, accept, raise]);
    expect(again).toMatchObject({ kind: 'already', effects: [{ kind: 'confirm' }, { kind: 'dequeue' }] });
    for (const other of [{ epoch: 6 }, { rep: ann }, { claim: 'clm_8' }])
      expect(raised([open, ring, accept, raise], { ...raise, ...other })).toEqual({
        kind: 'refused',
        reason: 'moved_on',
      });
    expect(raised([open, ring, accept], { ...raise, epoch: 1 })).toEqual({ kind: 'refused', reason: 'moved_on' });
    for (const end of [resolve, wrapUp])
      expect(raised([open, ring, accept, end])).toEqual({ kind: 'refused', reason: 'not_active' });
    expect(raised([])).toEqual({ kind: 'refused', reason: 'no_engagement' });
  });
});
