import type { ConversationInput, Opening } from '../../src/core/conversation/types.ts';
import { stepConversation } from '../../src/core/conversation/step.ts';
import type { ConversationRecord, Invitation, RelayEntry, VisitorRecord } from '../../src/ports/index.ts';

/** Records in the states of their lives, for tests of the core. */

export const ann = { id: 'rep_ann', name: 'Ann Archer' };
export const bob = { id: 'rep_bob', name: 'Bob Baker' };

export const opening: Opening = {
  conversation: 'cnv_v',
  site: 'site_alpha',
  visitor: 'vis_v',
  engagement: 'eng_1',
  startOffset: 0,
  teams: ['team_alpha'],
};

export const hold = { rep: ann, team: 'team_alpha', claim: 'clm_held', ringTimeoutMs: 20_000 };
export const invitation = { id: 'inv_1', rule: 'leaving', text: 'Hi', shown: ann };

export const inputs = {
  open: { kind: 'open', opening },
  openInvited: { kind: 'open_invited', opening, invitation, hold },
  ring: { kind: 'ring', rep: ann, team: 'team_alpha', claim: 'clm_1', epoch: 1, ringTimeoutMs: 20_000 },
  accept: { kind: 'accept', engagement: 'eng_1', rep: ann },
  decline: { kind: 'decline', engagement: 'eng_1', rep: ann },
  noAnswer: { kind: 'no_answer', epoch: 1 },
  repLost: { kind: 'rep_lost', epoch: 1 },
  ask: { kind: 'ask', teams: ['team_alpha', 'team_shared'] },
  fence: { kind: 'fence', team: 'team_alpha', claim: 'clm_9', conversation: 'cnv_v', site: 'site_alpha' },
  resolve: { kind: 'resolve', rep: ann, epoch: 1, claim: 'clm_1', disposition: 'Bought', wrapUpMs: 0 },
  wrapUp: { kind: 'resolve', rep: ann, epoch: 1, claim: 'clm_1', disposition: 'Bought', wrapUpMs: 15_000 },
  transfer: {
    kind: 'transfer',
    rep: ann,
    epoch: 1,
    claim: 'clm_1',
    to: { team: 'team_alpha', rep: bob.id },
    name: bob.name,
    note: 'Asks about straps',
    until: 60_000,
    next: 'clm_2',
  },
} as const satisfies Record<string, ConversationInput>;

/** Takes the inputs one after another at 1000, 2000, …; whatever is refused changes nothing. */
export function live(...steps: readonly ConversationInput[]): {
  readonly record: ConversationRecord | undefined;
  readonly entries: readonly RelayEntry[];
} {
  let record: ConversationRecord | undefined;
  const entries: RelayEntry[] = [];
  for (const [index, input] of steps.entries()) {
    const outcome = stepConversation(record, input, (index + 1) * 1_000);
    if (outcome.kind !== 'changed') continue;
    record = { ...outcome.record, revision: (record?.revision ?? 0) + 1 };
    entries.push(...outcome.entries);
  }
  return { record, entries };
}

export function visitorWith(...invitations: readonly Invitation[]): VisitorRecord {
  return {
    visitor: 'vis_v',
    site: 'site_alpha',
    revision: 1,
    generation: 0,
    isBlocked: false,
    invitations,
    orders: [],
    createdAt: 0,
  };
}

export function invitationIn(state: Invitation['state'], more: Partial<Invitation> = {}): Invitation {
  return {
    id: 'inv_1',
    rule: 'leaving',
    playbook: 'alpha-1',
    isAtRisk: true,
    state,
    text: 'Hi',
    isHeld: true,
    rep: 'rep_ann',
    team: 'team_alpha',
    claim: 'clm_held',
    grantedAt: 0,
    expiresAt: 60_000,
    session: 's',
    seq: 1,
    ...more,
  };
}
