import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepConversation } from '../../src/core/conversation/step.ts';
import { mostInVain } from '../../src/core/conversation/transfer.ts';
import type { ConversationInput } from '../../src/core/conversation/types.ts';
import type { ConversationRecord } from '../../src/ports/index.ts';
import { anyInput, apt, aptInput, fresh } from './any-input.ts';

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
          const input = fresh(typeof step === 'string' ? aptInput(step, record, now) : step, written.size);
          const outcome = stepConversation(record, input, now);
          expect(stepConversation(record, input, now)).toEqual(outcome);
          if (outcome.kind !== 'changed') continue;
          const { record: next, entries } = outcome;
          expect(next.epoch).toBeGreaterThanOrEqual(record?.epoch ?? 0);
          const isSameOwner = JSON.stringify(next.owner) === JSON.stringify(record?.owner);
          if (!isSameOwner && input.kind !== 'raise') expect(next.epoch).toBe((record?.epoch ?? 0) + 1);
          if (input.kind === 'raise') expect(next).toMatchObject({ epoch: input.epoch, owner: { rep: input.rep.id } });
          if (input.kind === 'raise') expect(next.epoch).toBeGreaterThan(record?.epoch ?? 0);
          const isOwned = ['ringing', 'active', 'wrap_up'].includes(next.engagement?.state ?? '');
          // By message it may lie there for anybody, or be somebody's.
          if (next.engagement?.state !== 'by_message') expect(next.owner !== undefined).toBe(isOwned);
          expect(next.engagement?.ringingUntil !== undefined).toBe(next.engagement?.state === 'ringing');
          expect(next.engagement?.wrapUpUntil !== undefined).toBe(next.engagement?.state === 'wrap_up');
          // Given to somebody, it waits for that one or rings there, and nowhere else.
          const { transfer, state } = next.engagement ?? {};
          if (transfer !== undefined) {
            expect(['queued', 'ringing']).toContain(state);
            if (state === 'ringing' && input.kind === 'ring') {
              expect(next.owner?.team).toBe(transfer.to.team);
              expect(next.owner?.rep).toBe(transfer.to.rep ?? next.owner?.rep);
            }
          }
          expect(next.engagement?.depth ?? 0).toBeLessThanOrEqual(mostInVain);
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

  it('[CO1] from wherever it is, it comes to its end', () => {
    fc.assert(
      fc.property(lives, (life) => {
        let record: ConversationRecord | undefined;
        let now = 0;
        const take = (step: string | ConversationInput) => {
          now += 30_000;
          const input = typeof step === 'string' ? aptInput(step, record, now) : step;
          const outcome = stepConversation(record, input, now);
          if (outcome.kind === 'changed') record = outcome.record;
        };
        for (const [step] of life) take(step);
        if (record?.engagement === undefined) return;
        // What relay and reps do anyway: transfers end, what waits rings, what rings is answered, what is talked about is resolved.
        for (const step of ['to queue', 'assign', 'ring', 'accept', 'resolve', 'end_wrap_up']) take(step);
        expect(record.engagement.state).toBe('resolved');
      }),
      { numRuns: 1_000 },
    );
  });

  it('[CO1] what follows a step never contradicts the record', () => {
    fc.assert(
      fc.property(lives, (life) => {
        let record: ConversationRecord | undefined;
        let now = 0;
        for (const [step, passes] of life) {
          now += passes;
          const outcome = stepConversation(record, typeof step === 'string' ? aptInput(step, record, now) : step, now);
          const stands = outcome.kind === 'changed' ? outcome.record : record;
          if (outcome.kind === 'refused') continue;
          for (const effect of outcome.effects) {
            if (effect.kind === 'enqueue') expect(stands?.engagement?.state).toBe('queued');
            if (effect.kind === 'list') expect(stands?.engagement?.state).toBe('by_message');
            if (effect.kind === 'confirm') expect(stands?.owner?.claim).toBe(effect.claim.claim);
            if (effect.kind === 'release') {
              const isOwners = stands?.owner?.claim === effect.claim && stands.owner.team === effect.team;
              // By message the owner keeps the claim's name, and no slot.
              expect(isOwners && stands.engagement?.state !== 'by_message').toBe(false);
            }
          }
          record = stands;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
