import type { ActivityItem, LedgerLine } from '@tillside/protocol';

/** What became of an invitation, in the order in which a later one outdoes an earlier one. */
export const outcomes = [
  'granted',
  'would_grant',
  'suppressed',
  'missed',
  'seen',
  'timed_out',
  'withdrawn',
  'dismissed',
  'declined',
  'accepted',
] as const;
export type Outcome = (typeof outcomes)[number];

interface Row {
  readonly key: string;
  readonly site: string;
  /** Of its latest step. */
  readonly at: number;
  readonly visitor: string | undefined;
  readonly conversation: string | undefined;
  readonly rule: string | undefined;
  readonly rep: string | undefined;
  readonly money: { readonly value: number; readonly currency: string } | undefined;
  /** The journal's lines behind this row, oldest first. */
  readonly steps: readonly ActivityItem[];
}

/** One line of the activity list: a whole invitation, a whole order, or a whole conversation. */
export type ActivityRow = Row &
  (
    | { readonly type: 'invitation'; readonly outcome: Outcome; readonly reason: string | undefined }
    | {
        readonly type: 'order';
        readonly credit: LedgerLine['credit'];
        readonly isConfirmed: boolean;
        readonly bounty: ActivityRow['money'];
      }
    /** A conversation, by the latest that happened in it. */
    | { readonly type: 'talk'; readonly kind: string }
  );

/** Adds lines to those known: each (site, number) once, newest first. */
export function mergeActivity(known: readonly ActivityItem[], more: readonly ActivityItem[]): readonly ActivityItem[] {
  const byNumber = new Map(known.map((item) => [`${item.site} ${item.number}`, item]));
  for (const item of more) byNumber.set(`${item.site} ${item.number}`, item);
  return [...byNumber.values()].toSorted((a, b) => b.at - a.at || b.number - a.number);
}

/** Folds the journal into what people ask for: each invitation with its outcome, each order once, each conversation with its latest step. Newest first, as it came in. */
export function foldActivity(items: readonly ActivityItem[]): readonly ActivityRow[] {
  const groups = new Map<string, ActivityItem[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.unshift(item);
    else groups.set(key, [item]);
  }
  return [...groups].map(([key, steps]) => rowOf(key, steps)).filter((row) => row !== undefined);
}

/** What happens in a conversation. */
const TALK = /^(engagement|offer|file|contact|rating|transcript|answer)\./;

function keyOf(item: ActivityItem): string {
  // An offer that an invitation promised is part of it.
  if (/^invitation\.|^offer\.granted$/.test(item.kind) && item.invitation !== undefined)
    return `invitation ${item.invitation}`;
  if (item.kind.startsWith('order.') && item.order !== undefined) return `order ${item.site} ${item.order}`;
  if (TALK.test(item.kind) && item.conversation !== undefined) return `talk ${item.conversation}`;
  return `line ${item.site} ${item.number}`;
}

function rowOf(key: string, steps: readonly ActivityItem[]): ActivityRow | undefined {
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  const latest = <K extends keyof ActivityItem>(name: K): ActivityItem[K] | undefined =>
    steps.findLast((step) => step[name] !== undefined)?.[name];
  const paid = steps.findLast((step) => step.value !== undefined && step.currency !== undefined);
  const row: Row = {
    key,
    site: last.site,
    at: last.at,
    visitor: latest('visitor'),
    conversation: latest('conversation'),
    rule: latest('rule'),
    rep: latest('rep'),
    money: paid && moneyOf(paid.value, paid.currency),
    steps,
  };
  if (last.kind.startsWith('invitation.')) {
    return { ...row, type: 'invitation', outcome: outcomeOf(steps), reason: latest('reason') };
  }
  if (last.kind.startsWith('order.')) {
    const isConfirmed = steps.some((step) => step.kind === 'order.confirmed');
    const bounty = moneyOf(latest('bounty') || undefined, latest('currency'));
    const reason = latest('reason');
    const credit = credits.find((name) => name === reason) ?? (bounty ? 'saved' : 'none');
    return { ...row, type: 'order', credit, isConfirmed, bounty };
  }
  return { ...row, type: 'talk', kind: last.kind };
}

const credits = ['saved', 'assisted', 'none'] as const;

const moneyOf = (value: number | undefined, currency: string | undefined): ActivityRow['money'] =>
  value === undefined || currency === undefined ? undefined : { value, currency };

/** The furthest step wins, not the last: a `seen` that arrives late takes no `accepted` back. */
export function outcomeOf(steps: readonly ActivityItem[]): Outcome {
  const ranks = steps.map(({ kind }) => outcomes.indexOf(kind.slice('invitation.'.length) as Outcome));
  return outcomes[Math.max(0, ...ranks)] ?? 'granted';
}

export type ActivityFilter = 'all' | 'invitations' | 'orders';

export function filterRows(
  rows: readonly ActivityRow[],
  filter: ActivityFilter,
  site: string | undefined,
): readonly ActivityRow[] {
  const type = filter === 'invitations' ? 'invitation' : filter === 'orders' ? 'order' : undefined;
  return rows.filter((row) => (type === undefined || row.type === type) && (site === undefined || row.site === site));
}

/** The journal names a conversation for every visitor, also for one who never spoke: only these lead somewhere. */
export function opensConversation(row: ActivityRow): string | undefined {
  const isThere =
    row.type === 'talk' || (row.type === 'invitation' ? row.outcome === 'accepted' : row.credit !== 'none');
  return isThere ? row.conversation : undefined;
}
