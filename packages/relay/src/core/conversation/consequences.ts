import type { ConversationRecord, Engagement, JournalItem, QueueItem } from '../../ports/index.ts';
import { isUnderWay } from '../engagement.ts';
import type { Effect } from './types.ts';

/** The line of the queue that a queued engagement stands in, the old place kept. */
export function enqueue(record: ConversationRecord, engagement: Engagement): Effect {
  const { queuedAt = engagement.openedAt, priority, isReturned } = engagement;
  return {
    kind: 'enqueue',
    teams: engagement.teams,
    item: {
      conversation: record.conversation,
      site: record.site,
      queuedAt,
      ...(priority === undefined ? {} : { priority }),
      ...(isReturned === undefined ? {} : { isReturned }),
    },
  };
}

export function unlist(teams: readonly string[]): Effect {
  return { kind: 'unlist', teams };
}

/** The line of the list by message that it stands in, but for whose it is. */
export function messageItem(
  { conversation, site }: ConversationRecord,
  engagement: Engagement,
): Omit<QueueItem, 'rep'> {
  return { conversation, site, queuedAt: engagement.byMessage?.at ?? engagement.openedAt };
}

/** By message it lies with everybody who may take it, and once taken with the team whose rep has it. */
function listed(record: ConversationRecord, engagement: Engagement): readonly Effect[] {
  const { owner } = record;
  const isOthers = (team: string) => owner !== undefined && owner.team !== team;
  const rep = owner === undefined ? {} : { rep: owner.rep };
  const item = { ...messageItem(record, engagement), ...rep };
  return [
    { kind: 'list', teams: engagement.teams.filter((team) => !isOthers(team)), item },
    unlist(engagement.teams.filter(isOthers)),
  ];
}

/**
 * What the floor must look like for this record: it only derives from it, so whoever sees a record may make it so.
 * Good for a first time, for a retry and for a store that lost its tail.
 */
export function consequences(record: ConversationRecord | undefined, now: number): readonly Effect[] {
  const engagement = record?.engagement;
  if (record === undefined || engagement === undefined || !isUnderWay(engagement)) return [];
  const { owner } = record;
  if (engagement.state === 'by_message') return listed(record, engagement);
  if (owner === undefined) return engagement.state === 'queued' ? [enqueue(record, engagement)] : [];
  const until = engagement.ringingUntil ?? engagement.wrapUpUntil;
  const dueAfterMs = until === undefined ? undefined : Math.max(0, until - now);
  const { conversation, site } = record;
  return [
    {
      kind: 'confirm',
      team: owner.team,
      claim: {
        claim: owner.claim,
        rep: owner.rep,
        site,
        conversation,
        state: 'confirmed',
        at: now,
        ...(until === undefined ? {} : { dueAt: until }),
      },
      ...(dueAfterMs === undefined ? {} : { dueAfterMs }),
    },
    { kind: 'dequeue', teams: engagement.teams },
  ];
}

/** A journal item about the record's engagement. */
export function journal(
  record: ConversationRecord,
  engagement: Engagement,
  kind: JournalItem['kind'],
  key: string,
  more: Partial<JournalItem> = {},
): Effect {
  return {
    kind: 'journal',
    item: {
      key: `${engagement.id}/${key}`,
      kind,
      visitor: record.visitor,
      conversation: record.conversation,
      engagement: engagement.id,
      ...(engagement.invitation === undefined ? {} : { invitation: engagement.invitation }),
      ...(engagement.rule === undefined ? {} : { rule: engagement.rule }),
      ...more,
    },
  };
}

/** One line for each of these teams that is asked beyond the route's first, with the reason; once each time it comes into the queue anew. */
export function overflowed(record: ConversationRecord, engagement: Engagement, teams: readonly string[]): Effect[] {
  const { openedAt, queuedAt = openedAt, overflows } = engagement;
  const again = queuedAt === openedAt ? '' : `/${queuedAt}`;
  return teams.map((team) => {
    const reason = overflows?.[team];
    const why = reason === undefined ? {} : { reason };
    return journal(record, engagement, 'engagement.overflowed', `overflowed/${team}${again}`, { team, ...why });
  });
}
