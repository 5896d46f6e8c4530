import fc from 'fast-check';
import type { ConversationInput } from '../../src/core/conversation/types.ts';
import type { ConversationRecord } from '../../src/ports/index.ts';
import { ann, bob, invitation, opening } from './records.ts';

const reps = fc.constantFrom(ann, bob);
const teams = fc.constantFrom('team_alpha', 'team_shared');
const engagements = fc.constantFrom('eng_1', 'eng_2');
const claims = fc.constantFrom('clm_1', 'clm_2', 'clm_3');
const epochs = fc.integer({ min: 0, max: 8 });
const opened = engagements.map((engagement) => ({ ...opening, engagement }));
const holds = fc.record(
  { rep: reps, team: teams, claim: claims, ringTimeoutMs: fc.constant(20_000), isAutomatic: fc.boolean() },
  { requiredKeys: ['rep', 'team', 'claim', 'ringTimeoutMs'] },
);
const targets = fc.oneof(fc.record({ team: teams, rep: reps.map(({ id }) => id) }), fc.record({ team: teams }));

/** Anything that can happen, sensible or not. */
export const anyInput: fc.Arbitrary<ConversationInput> = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), opening: opened }),
  fc.record({
    kind: fc.constant('open' as const),
    opening: opened,
    byMessage: fc.constantFrom('visitor' as const, 'no_rep' as const),
  }),
  fc.record({ kind: fc.constant('go_live' as const), teams: fc.constant(['team_alpha']) }),
  fc.record(
    {
      kind: fc.constant('pick_up' as const),
      engagement: engagements,
      rep: reps,
      team: teams,
      claim: claims,
      from: reps,
    },
    { requiredKeys: ['kind', 'engagement', 'rep', 'team', 'claim'] },
  ),
  fc.record(
    { kind: fc.constant('assign' as const), rep: reps, team: teams, claim: claims, instead: fc.constant(ann.id) },
    { requiredKeys: ['kind', 'rep', 'team', 'claim'] },
  ),
  fc.record({
    kind: fc.constant('turn' as const),
    cause: fc.constantFrom('idle' as const, 'no_rep' as const),
    epoch: epochs,
  }),
  fc.record({
    kind: fc.constantFrom('end_wrap_up' as const, 'leave_by_message' as const),
    rep: reps,
    epoch: epochs,
    claim: claims,
  }),
  fc.record({ kind: fc.constant('wrap_up_over' as const), epoch: epochs }),
  fc.record({ kind: fc.constant('hand_over' as const), rep: reps, epoch: epochs }),
  fc.record({
    kind: fc.constant('set_reason' as const),
    rep: reps,
    epoch: epochs,
    claim: claims,
    reason: fc.constantFrom('sales' as const, 'order' as const),
  }),
  fc.record({
    kind: fc.constant('transfer' as const),
    rep: reps,
    epoch: epochs,
    claim: claims,
    to: targets,
    name: fc.constant('Bob'),
    until: fc.integer({ min: 0, max: 400_000 }),
    next: claims,
  }),
  fc.record({
    kind: fc.constant('transfer_over' as const),
    epoch: epochs,
    from: reps,
    isGiverThere: fc.boolean(),
    teams: fc.constant(['team_alpha']),
    until: fc.integer({ min: 0, max: 400_000 }),
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
    isAutomatic: fc.boolean(),
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
    kind: fc.constant('raise' as const),
    rep: reps,
    team: teams,
    epoch: epochs,
    claim: claims,
  }),
  fc.record({
    kind: fc.constant('resolve' as const),
    rep: reps,
    epoch: epochs,
    claim: claims,
    disposition: fc.constantFrom('Bought', 'Other'),
    wrapUpMs: fc.constantFrom(0, 15_000),
  }),
);

/** Inputs that know what stands, so that long lives are met as often as nonsense. */
export const apt = fc.constantFrom(
  'pick_up',
  'assign',
  'ring',
  'ring',
  'accept',
  'accept',
  'decline',
  'no_answer',
  'rep_lost',
  'resolve',
  'wrap up',
  'end_wrap_up',
  'wrap_up_over',
  'asleep',
  'nobody',
  'leave_by_message',
  'go_live',
  'give to rep',
  'give to team',
  'back',
  'to queue',
  'hand_over',
  'set_reason',
  'raise',
);

export function aptInput(kind: string, record: ConversationRecord | undefined, now: number): ConversationInput {
  const engagement = record?.engagement?.id ?? 'eng_1';
  const transfer = record?.engagement?.transfer;
  const epoch = record?.epoch ?? 0;
  const owner = record?.owner;
  const rep = owner?.rep === bob.id ? bob : ann;
  const other = rep === ann ? bob : ann;
  const under = { rep, epoch, claim: owner?.claim ?? '' };
  switch (kind) {
    case 'ring':
      return {
        kind,
        rep: transfer?.to.rep === bob.id ? bob : ann,
        team: transfer?.to.team ?? 'team_alpha',
        claim: `clm_ring_${epoch + 1}`,
        epoch: epoch + 1,
        ringTimeoutMs: 20_000,
      };
    case 'accept':
    case 'decline':
      return { kind, engagement, rep };
    case 'assign':
      return { kind, rep, team: 'team_alpha', claim: `clm_assigned_${epoch + 1}` };
    case 'pick_up':
      return { kind, engagement, rep: other, team: 'team_alpha', claim: `clm_taken_${epoch + 1}`, from: rep };
    case 'no_answer':
    case 'rep_lost':
    case 'wrap_up_over':
      return { kind, epoch };
    case 'asleep':
      return { kind: 'turn', cause: 'idle', epoch };
    case 'nobody':
      return { kind: 'turn', cause: 'no_rep', epoch };
    case 'end_wrap_up':
    case 'leave_by_message':
      return { kind, ...under };
    case 'go_live':
      return { kind, teams: ['team_alpha'] };
    case 'give to rep':
    case 'give to team': {
      const to = kind === 'give to rep' ? { team: 'team_shared', rep: other.id } : { team: 'team_shared' };
      const next = `clm_given_${epoch + 1}`;
      return { kind: 'transfer', ...under, to, name: 'Bob', until: now + 60_000, next };
    }
    case 'back':
    case 'to queue': {
      const from = transfer?.from.rep === bob.id ? bob : ann;
      const isGiverThere = kind === 'back';
      return { kind: 'transfer_over', epoch, from, isGiverThere, teams: ['team_alpha'], until: now + 60_000 };
    }
    case 'hand_over':
      return { kind, rep, epoch };
    case 'raise':
      return { kind, rep: other, team: 'team_shared', epoch: epoch + 3, claim: `clm_raised_${epoch + 3}` };
    case 'set_reason':
      return { kind, ...under, reason: now % 2 === 0 ? 'sales' : 'order' };
    default:
      return { kind: 'resolve', ...under, disposition: 'Bought', wrapUpMs: kind === 'wrap up' ? 15_000 : 0 };
  }
}

/** Engagements are never opened twice under one id. */
export function fresh(input: ConversationInput, count: number): ConversationInput {
  if (input.kind !== 'open' && input.kind !== 'open_invited') return input;
  return { ...input, opening: { ...input.opening, engagement: `eng_fresh_${count}` } };
}
