import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepConversation } from '../../src/core/conversation/step.ts';
import type { ConversationInput } from '../../src/core/conversation/types.ts';
import type { ConversationRecord } from '../../src/ports/index.ts';
import { ann, bob, invitation, opening } from './records.ts';

const reps = fc.constantFrom(ann, bob);
const teams = fc.constantFrom('team_alpha', 'team_shared');
const engagements = fc.constantFrom('eng_1', 'eng_2');
const claims = fc.constantFrom('clm_1', 'clm_2', 'clm_3');
const epochs = fc.integer({ min: 0, max: 8 });
const opened = engagements.map((engagement) => ({ ...opening, engagement }));
const holds = fc.record({ rep: reps, team: teams, claim: claims, ringTimeoutMs: fc.constant(20_000) });

/** Anything that can happen, sensible or not. */
const anyInput: fc.Arbitrary<ConversationInput> = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), opening: opened }),
  fc.record({ kind: fc.constant('open' as const), opening: opened, isByMessage: fc.constant(true) }),
  fc.record({ kind: fc.constant('go_live' as const), teams: fc.constant(['team_alpha']) }),
  fc.record({
    kind: fc.constant('pick_up' as const),
    engagement: engagements,
    rep: reps,
    team: teams,
    claim: claims,
    isOwnerGone: fc.boolean(),
  }),
  fc.record(
    {
      kind: fc.constant('open_invited' as const),
      opening: opened,
      invitation: fc.constantFrom(invitation, { id: 'inv_2', rule: 'other', text: 'Hello' }),
      hold: holds,
    },
    { requiredKeys: ['kind', 'opening', 'invitation'] },
  ),
  fc.record({
    kind: fc.constant('ring' as const),
    rep: reps,
    team: teams,
    claim: claims,
    epoch: epochs,
    ringTimeoutMs: fc.constant(20_000),
  }),
  fc.record({ kind: fc.constantFrom('accept' as const, 'decline' as const), engagement: engagements, rep: reps }),
  fc.record({ kind: fc.constantFrom('no_answer' as const, 'rep_lost' as const), epoch: epochs }),
  fc.record({ kind: fc.constant('ask' as const), teams: fc.subarray(['team_alpha', 'team_shared']) }),
  fc.record({
    kind: fc.constant('fence' as const),
    team: teams,
    claim: claims,
    conversation: fc.constant('cnv_v'),
    site: fc.constant('site_alpha'),
  }),
  fc.record({
    kind: fc.constant('resolve' as const),
    rep: reps,
    epoch: epochs,
    claim: claims,
    disposition: fc.constantFrom('Bought', 'Other'),
  }),
);

/** Inputs that know what stands, so that long lives are met as often as nonsense. */
const apt = fc.constantFrom('pick_up', 'ring', 'accept', 'decline', 'no_answer', 'rep_lost', 'resolve');

function aptInput(kind: string, record: ConversationRecord | undefined): ConversationInput {
  const engagement = record?.engagement?.id ?? 'eng_1';
  const epoch = record?.epoch ?? 0;
  const owner = record?.owner;
  const rep = owner?.rep === bob.id ? bob : ann;
  switch (kind) {
    case 'ring':
      return { kind, rep, team: 'team_alpha', claim: `clm_ring_${epoch + 1}`, epoch: epoch + 1, ringTimeoutMs: 20_000 };
    case 'accept':
    case 'decline':
      return { kind, engagement, rep };
    case 'pick_up':
      return { kind, engagement, rep, team: 'team_alpha', claim: `clm_taken_${epoch + 1}`, isOwnerGone: false };
    case 'no_answer':
    case 'rep_lost':
      return { kind, epoch };
    default:
      return { kind: 'resolve', rep, epoch, claim: owner?.claim ?? '', disposition: 'Bought' };
  }
}

/** Engagements are never opened twice under one id. */
function fresh(input: ConversationInput, count: number): ConversationInput {
  if (input.kind !== 'open' && input.kind !== 'open_invited') return input;
  return { ...input, opening: { ...input.opening, engagement: `eng_fresh_${count}` } };
}

const lives = fc.array(fc.tuple(fc.oneof(anyInput, apt), fc.integer({ min: 0, max: 30_000 })), {
  minLength: 1,
  maxLength: 60,
});

describe('whatever happens to a conversation', () => {
  it('[CO1, CO2, CO3] it has one owner exactly while somebody has it, epochs only rise, and no cause comes twice', () => {
    fc.assert(
      fc.property(lives, (life) => {
        let record: ConversationRecord | undefined;
        let now = 0;
        const written = new Map<string, string>();
        for (const [step, passes] of life) {
          now += passes;
          const input = fresh(typeof step === 'string' ? aptInput(step, record) : step, written.size);
          const outcome = stepConversation(record, input, now);
          expect(stepConversation(record, input, now)).toEqual(outcome);
          if (outcome.kind !== 'changed') continue;
          const { record: next, entries } = outcome;
          expect(next.epoch).toBeGreaterThanOrEqual(record?.epoch ?? 0);
          const isSameOwner = JSON.stringify(next.owner) === JSON.stringify(record?.owner);
          if (!isSameOwner) expect(next.epoch).toBe((record?.epoch ?? 0) + 1);
          const isOwned = ['ringing', 'active', 'wrap_up'].includes(next.engagement?.state ?? '');
          // By message it may lie there for anybody, or be somebody's.
          if (next.engagement?.state !== 'by_message') expect(next.owner !== undefined).toBe(isOwned);
          expect(next.engagement?.ringingUntil !== undefined).toBe(next.engagement?.state === 'ringing');
          for (const { cause, kind } of entries) {
            // A yes that comes again to an engagement which began with another invitation; the store passes it over.
            if (kind === 'invitation') continue;
            expect(written.has(cause), cause).toBe(false);
            written.set(cause, kind);
          }
          record = next;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('[CO1] what follows a step never contradicts the record', () => {
    fc.assert(
      fc.property(lives, (life) => {
        let record: ConversationRecord | undefined;
        let now = 0;
        for (const [step, passes] of life) {
          now += passes;
          const outcome = stepConversation(record, typeof step === 'string' ? aptInput(step, record) : step, now);
          const stands = outcome.kind === 'changed' ? outcome.record : record;
          if (outcome.kind === 'refused') continue;
          for (const effect of outcome.effects) {
            if (effect.kind === 'enqueue') expect(stands?.engagement?.state).toBe('queued');
            if (effect.kind === 'list') expect(stands?.engagement?.state).toBe('by_message');
            if (effect.kind === 'confirm') expect(stands?.owner?.claim).toBe(effect.claim.claim);
            if (effect.kind === 'release') {
              const isOwners = stands?.owner?.claim === effect.claim && stands.owner.team === effect.team;
              expect(isOwners).toBe(false);
            }
          }
          record = stands;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
