import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { openEngagement } from '../engagement.ts';
import { relayEntry, repAuthor, systemAuthor } from '../entries.ts';
import { consequences, enqueue, journal, overflowed } from './consequences.ts';
import { ringing } from './ring.ts';
import type { AcceptedInvitation, ConversationInput, Opening, Outcome } from './types.ts';

type Open = Extract<ConversationInput, { kind: 'open' }>;
type OpenInvited = Extract<ConversationInput, { kind: 'open_invited' }>;

function blank({ conversation, site, visitor }: Opening): ConversationRecord {
  return { conversation, site, visitor, revision: 0, epoch: 0 };
}

function begin(opening: Opening, now: number, invitation?: AcceptedInvitation): Engagement {
  return {
    id: opening.engagement,
    state: 'queued',
    cause: invitation === undefined ? 'visitor' : 'invitation',
    ...(invitation === undefined ? {} : fromInvitation(invitation)),
    openedAt: now,
    queuedAt: now,
    teams: opening.teams,
    tried: [],
    startOffset: opening.startOffset,
  };
}

function fromInvitation({ id, rule, shown }: AcceptedInvitation): Pick<Engagement, 'invitation' | 'rule' | 'shown'> {
  return { invitation: id, rule, ...(shown === undefined ? {} : { shown: shown.id }) };
}

function opened(record: ConversationRecord, engagement: Engagement) {
  return {
    entry: relayEntry(
      `opened/${engagement.id}`,
      'engagement.opened',
      { kind: 'visitor', id: record.visitor },
      {
        engagement: engagement.id,
        cause: engagement.cause,
        ...(engagement.invitation === undefined ? {} : { invitation: engagement.invitation }),
      },
    ),
    effects: [
      journal(record, engagement, 'engagement.opened', 'opened', { reason: engagement.cause }),
      ...overflowed(record, engagement, engagement.teams.slice(1)),
    ],
  };
}

/** The visitor wrote and nothing was open. However many tabs do so at once, the first commit opens and the others find it open. */
export function open(record: ConversationRecord | undefined, { opening }: Open, now: number): Outcome {
  const current = openEngagement(record);
  if (record !== undefined && current !== undefined) {
    return { kind: 'already', effects: [...consequences(record, now), ...opened(record, current).effects] };
  }
  const engagement = begin(opening, now);
  const next = { ...(record ?? blank(opening)), engagement };
  const { entry, effects } = opened(next, engagement);
  return { kind: 'changed', record: next, entries: [entry], effects: [enqueue(next, engagement), ...effects] };
}

/** The words of the card open the thread, as said by whom the visitor saw. */
function invited(invitation: AcceptedInvitation) {
  const { id, rule, text, shown } = invitation;
  const by = shown === undefined ? systemAuthor : repAuthor(shown);
  return relayEntry(`invitation/${id}`, 'invitation', by, { invitation: id, rule, text });
}

/**
 * The visitor said yes. With a good hold it rings exactly the rep who was shown, without a turn in the queue; otherwise it waits like
 * everybody. An engagement that is open already is joined: one conversation, one ring, one rep.
 */
export function openInvited(record: ConversationRecord | undefined, input: OpenInvited, now: number): Outcome {
  const { opening, invitation, hold } = input;
  const current = openEngagement(record);
  if (record !== undefined && current !== undefined) return join(record, current, input, now);

  const engagement = begin(opening, now, invitation);
  const next = { ...(record ?? blank(opening)), engagement };
  const { entry, effects } = opened(next, engagement);
  if (hold === undefined) {
    return {
      kind: 'changed',
      record: next,
      entries: [entry, invited(invitation)],
      effects: [enqueue(next, engagement), ...effects],
    };
  }
  const rung = ringing(next, engagement, hold, now);
  return {
    kind: 'changed',
    record: rung.record,
    entries: [entry, invited(invitation), rung.entry],
    effects: [...rung.effects, ...effects],
  };
}

function join(
  record: ConversationRecord,
  current: Engagement,
  { invitation, hold }: OpenInvited,
  now: number,
): Outcome {
  const release =
    hold === undefined || record.owner?.claim === hold.claim
      ? []
      : [{ kind: 'release' as const, team: hold.team, claim: hold.claim }];
  if (current.invitation === invitation.id) {
    const again = opened(record, current).effects;
    return { kind: 'already', effects: [...consequences(record, now), ...release, ...again] };
  }
  const engagement = current.invitation === undefined ? { ...current, ...fromInvitation(invitation) } : current;
  if (current.state === 'queued' && hold !== undefined) {
    const rung = ringing(record, engagement, hold, now);
    return {
      kind: 'changed',
      record: rung.record,
      entries: [invited(invitation), rung.entry],
      effects: rung.effects,
    };
  }
  const next = { ...record, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [invited(invitation)],
    effects: [...consequences(next, now), ...release],
  };
}
