import type { ConversationRecord, Engagement, TurnCause } from '../../ports/index.ts';
import { openEngagement } from '../engagement.ts';
import { relayEntry, repAuthor, systemAuthor } from '../entries.ts';
import { byMessageItem, liveAgain, ownerOf, turnByMessage } from './by-message.ts';
import { consequences, enqueue, journal, overflowed, unlist } from './consequences.ts';
import { reopen } from './reopen.ts';
import { ringing } from './ring.ts';
import type { AcceptedInvitation, ConversationInput, Effect, Opening, Outcome } from './types.ts';

type Open = Extract<ConversationInput, { kind: 'open' }>;
type OpenInvited = Extract<ConversationInput, { kind: 'open_invited' }>;

function blank({ conversation, site, visitor }: Opening): ConversationRecord {
  return { conversation, site, visitor, revision: 0, epoch: 0 };
}

function begin(opening: Opening, now: number, invitation?: AcceptedInvitation, cause?: TurnCause): Engagement {
  const isByMessage = cause !== undefined;
  return {
    id: opening.engagement,
    state: isByMessage ? 'by_message' : 'queued',
    cause: invitation === undefined ? 'visitor' : 'invitation',
    ...(invitation === undefined ? {} : fromInvitation(invitation)),
    openedAt: now,
    ...(isByMessage ? {} : { queuedAt: now }),
    teams: opening.teams,
    ...(opening.overflows === undefined ? {} : { overflows: opening.overflows }),
    tried: [],
    startOffset: opening.startOffset,
    ...(isByMessage ? { byMessage: { at: now, cause } } : {}),
    ...opening.wants,
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
        ...(engagement.reason === undefined ? {} : { reason: engagement.reason }),
      },
    ),
    effects: [
      journal(record, engagement, 'engagement.opened', 'opened', { reason: engagement.cause }),
      ...(engagement.state === 'by_message'
        ? [byMessageItem(record, engagement)]
        : overflowed(record, engagement, engagement.teams.slice(1))),
    ],
  };
}

/** The visitor wrote and nothing was open. However many tabs do so at once, the first commit opens and the others find it open. */
export function open(record: ConversationRecord | undefined, { opening, byMessage }: Open, now: number): Outcome {
  const current = openEngagement(record);
  if (record !== undefined && current !== undefined) {
    if (byMessage !== undefined && current.state === 'queued') return turnByMessage(record, current, byMessage, now);
    return { kind: 'already', effects: [...consequences(record, now), ...opened(record, current).effects] };
  }
  if (record !== undefined && record.engagement?.state === 'wrap_up') return reopen(record, record.engagement, now);
  const engagement = begin(opening, now, undefined, byMessage);
  const next = { ...(record ?? blank(opening)), engagement };
  const { entry, effects } = opened(next, engagement);
  return { kind: 'changed', record: next, entries: [entry], effects: [...consequences(next, now), ...effects] };
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
  if (record !== undefined && record.engagement?.state === 'wrap_up') {
    // A card that was on the screen still: who is there has the visitor already.
    const release: Effect[] = hold === undefined ? [] : [{ kind: 'release', team: hold.team, claim: hold.claim }];
    return reopen(record, record.engagement, now, release);
  }

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

/** Who was asked and says yes is here now: what was by message goes on live, with whom the visitor saw. */
function joinLive(
  record: ConversationRecord,
  current: Engagement,
  { opening, invitation, hold }: OpenInvited,
  now: number,
): Outcome {
  const { owner, ...rest } = record;
  const engagement = liveAgain({ engagement: current, ...ownerOf(record) }, opening, now);
  const base: ConversationRecord = { ...rest, ...(owner === undefined ? {} : { lastRep: owner.rep }), engagement };
  const effects = [unlist(current.teams), ...overflowed(base, engagement, Object.keys(engagement.overflows ?? {}))];
  if (hold !== undefined) {
    const rung = ringing(base, engagement, hold, now);
    return {
      kind: 'changed',
      record: rung.record,
      entries: [invited(invitation), rung.entry],
      effects: [...effects, ...rung.effects],
    };
  }
  const next: ConversationRecord = owner === undefined ? base : { ...base, epoch: base.epoch + 1 };
  return {
    kind: 'changed',
    record: next,
    entries: [invited(invitation)],
    effects: [...effects, enqueue(next, engagement)],
  };
}

function join(record: ConversationRecord, current: Engagement, input: OpenInvited, now: number): Outcome {
  const { invitation, hold } = input;
  const release =
    hold === undefined || record.owner?.claim === hold.claim
      ? []
      : [{ kind: 'release' as const, team: hold.team, claim: hold.claim }];
  if (current.invitation === invitation.id) {
    const again = opened(record, current).effects;
    return { kind: 'already', effects: [...consequences(record, now), ...release, ...again] };
  }
  const engagement = current.invitation === undefined ? { ...current, ...fromInvitation(invitation) } : current;
  if (current.state === 'by_message') return joinLive(record, engagement, input, now);
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
