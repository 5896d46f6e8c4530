import type { EntryAdded } from '@tillside/protocol';
import { daysBetween } from '../format.ts';
import type { GuideState, Thread, Unsent } from './thread.ts';

type EntryOf<Kind extends EntryAdded['kind']> = Extract<EntryAdded, { kind: Kind }>;
/** What happened to the conversation, rather than what was said in it. */
export type EventEntry = Exclude<
  EntryAdded,
  { kind: 'message' | 'note' | 'invitation' | 'offer' | 'order' | CardKind | AboutKind }
>;
/** What is shown rather than said. */
type CardKind = 'product' | 'file' | 'guide';
/** What a visitor tells of themselves or of us, by a form. */
type AboutKind = 'contact' | 'rating';

/** At whom it rang, or who had it, before it waited again. */
export interface Holder {
  readonly rep: string;
  readonly name: string;
}

/** How far an own message got. `read` and `sent` are said only where they change. */
export type Delivery = 'sent' | 'read';

interface Keyed {
  readonly key: string;
}

/** One line of the conversation as it is drawn. */
export type TimelineItem = Keyed &
  (
    | { readonly type: 'day'; readonly at: number }
    | {
        readonly type: 'message';
        readonly entry: EntryOf<'message' | 'note'>;
        readonly isOwn: boolean;
        /** Says who and when: the first of a run by one author. */
        readonly isFirst: boolean;
        readonly delivery?: Delivery;
      }
    | { readonly type: 'invitation'; readonly entry: EntryOf<'invitation'> }
    | {
        readonly type: 'offer';
        readonly entry: EntryOf<'offer'>;
        readonly isOwn: boolean;
        readonly applied: 'applied' | 'refused' | undefined;
        readonly delivery?: Delivery;
      }
    | {
        readonly type: 'card';
        readonly entry: EntryOf<CardKind>;
        readonly isOwn: boolean;
        /** Of a step that was pointed at. */
        readonly guided: GuideState | undefined;
        readonly delivery?: Delivery;
      }
    | { readonly type: 'about'; readonly entry: EntryOf<AboutKind> }
    | { readonly type: 'order'; readonly entry: EntryOf<'order'> }
    | {
        readonly type: 'events';
        readonly lines: readonly { readonly entry: EventEntry; readonly holder?: Holder | undefined }[];
      }
    | { readonly type: 'unsent'; readonly unsent: Unsent }
  );

/** What a visitor reads. */
const SAID: ReadonlySet<EntryAdded['kind']> = new Set(['message', 'offer', 'product', 'file', 'guide']);
/** A pause after which the same author is named again. Milliseconds. */
const RUN_MS = 180_000;

/** Puts a thread and its unsent entries into what is drawn, in order. `rep` is who looks. */
export function buildTimeline(thread: Thread, unsent: readonly Unsent[], rep: string): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  const applied = appliedOffers(thread.entries);
  const marks = deliveryMarks(thread, rep);
  const holders = whoHadIt(thread.entries);
  const isInvited = thread.entries.some((entry) => entry.kind === 'invitation');
  let before: EntryAdded | undefined;
  for (const entry of thread.entries) {
    if (!before || daysBetween(before.at, entry.at) > 0)
      items.push({ type: 'day', key: `day ${entry.offset}`, at: entry.at });
    const delivery = marks.get(entry.offset);
    const { guided } = thread;
    add(items, entry, {
      rep,
      before,
      applied,
      guided,
      isInvited,
      holder: holders.get(entry.offset),
      ...(delivery ? { delivery } : {}),
    });
    before = entry;
  }
  for (const item of unsent) items.push({ type: 'unsent', key: `unsent ${item.key}`, unsent: item });
  return items;
}

interface Around {
  readonly rep: string;
  readonly before: EntryAdded | undefined;
  readonly applied: ReadonlyMap<string, boolean>;
  readonly guided: Thread['guided'];
  readonly isInvited: boolean;
  /** Of one that waits again. */
  readonly holder: Holder | undefined;
  readonly delivery?: Delivery;
}

function add(items: TimelineItem[], entry: EntryAdded, around: Around): void {
  const { rep, before, applied, delivery } = around;
  const key = `entry ${entry.offset}`;
  const isOwn = entry.by.kind === 'rep' && entry.by.id === rep;
  const mark = delivery ? { delivery } : {};
  switch (entry.kind) {
    case 'message':
    case 'note':
      items.push({ type: 'message', key, entry, isOwn, isFirst: !continues(before, entry), ...mark });
      return;
    case 'invitation':
      items.push({ type: 'invitation', key, entry });
      return;
    case 'offer': {
      const took = applied.get(entry.body.offer);
      items.push({
        type: 'offer',
        key,
        entry,
        isOwn,
        applied: took === undefined ? undefined : took ? 'applied' : 'refused',
        ...mark,
      });
      return;
    }
    case 'product':
    case 'file':
    case 'guide':
      items.push({ type: 'card', key, entry, isOwn, guided: around.guided[entry.offset], ...mark });
      return;
    case 'contact':
    case 'rating':
      items.push({ type: 'about', key, entry });
      return;
    case 'order':
      addOrder(items, key, entry);
      return;
    case 'engagement.opened':
      // The invitation's own words say it already.
      if (entry.body.cause !== 'invitation' || !around.isInvited) addEvent(items, key, entry);
      return;
    case 'offer.applied':
      // Said on the offer's card; without one in sight (it lies in the archive), said by itself.
      if (items.some((item) => item.type === 'offer' && item.entry.body.offer === entry.body.offer)) return;
      addEvent(items, key, entry);
      return;
    default:
      addEvent(items, key, entry, around.holder);
  }
}

/** An order that was reported and then confirmed is one line, where it was first told, as it stands now. */
function addOrder(items: TimelineItem[], key: string, entry: EntryOf<'order'>): void {
  const at = items.findIndex((item) => item.type === 'order' && item.entry.body.order === entry.body.order);
  const before = items[at];
  if (before?.type === 'order') items[at] = { ...before, entry: { ...entry, at: before.entry.at } };
  else items.push({ type: 'order', key, entry });
}

/** What the relay did in one go (opened, rang, answered) is one quiet line, not three. */
function addEvent(items: TimelineItem[], key: string, entry: EventEntry, holder?: Holder): void {
  const last = items.at(-1);
  const line = { entry, holder };
  if (last?.type === 'events') items[items.length - 1] = { ...last, lines: [...last.lines, line] };
  else items.push({ type: 'events', key, lines: [line] });
}

/** For each line that says it waits again, by offset, at whom it rang or who had it before. */
function whoHadIt(entries: readonly EntryAdded[]): ReadonlyMap<number, Holder> {
  const holders = new Map<number, Holder>();
  let last: Holder | undefined;
  for (const entry of entries) {
    if (entry.kind === 'engagement.rang' || entry.kind === 'engagement.accepted') last = entry.body;
    else if (entry.kind === 'engagement.queued' && last !== undefined) holders.set(entry.offset, last);
  }
  return holders;
}

function continues(before: EntryAdded | undefined, entry: EntryAdded): boolean {
  return (
    before !== undefined &&
    before.kind === entry.kind &&
    before.by.kind === entry.by.kind &&
    before.by.id === entry.by.id &&
    entry.at - before.at < RUN_MS &&
    daysBetween(before.at, entry.at) === 0
  );
}

/** By offer: did the shop take it, the last time the visitor tried? */
function appliedOffers(entries: readonly EntryAdded[]): ReadonlyMap<string, boolean> {
  const applied = new Map<string, boolean>();
  for (const entry of entries) if (entry.kind === 'offer.applied') applied.set(entry.body.offer, entry.body.isApplied);
  return applied;
}

/** `read` under the last own entry the visitor has read, `sent` under the last own entry of all, if that is a later one. */
function deliveryMarks(thread: Thread, rep: string): ReadonlyMap<number, Delivery> {
  const own = thread.entries.filter(({ kind, by }) => SAID.has(kind) && by.kind === 'rep' && by.id === rep);
  const last = own.at(-1);
  const read = own.findLast((entry) => entry.offset <= thread.readBy.visitor);
  const marks = new Map<number, Delivery>();
  if (last) marks.set(last.offset, 'sent');
  if (read) marks.set(read.offset, 'read');
  return marks;
}
