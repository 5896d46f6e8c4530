import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ActivityItem, FloorItem, RepTold } from '@tillside/protocol';
import { mergeActivity } from '../desk/activity.ts';
import { splitLedger } from '../desk/ledger.ts';
import type { Ledger } from '../desk/ledger.ts';
import type { Answer } from '../http/answer.ts';
import type { Api } from '../http/api.ts';
import { loaded, loading, unloaded } from './loadable.ts';
import type { Loadable } from './loadable.ts';

interface Paged<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

/** What lies back: recent conversations, the journal's lines, the ledgers. */
export interface HistoryStore {
  readonly recent: ReadonlySignal<Loadable<Paged<FloorItem>>>;
  readonly activity: ReadonlySignal<Loadable<Paged<ActivityItem>>>;
  ledger(site: string): Loadable<Ledger>;
  loadRecent(): Promise<void>;
  moreRecent(): Promise<void>;
  loadActivity(): Promise<void>;
  moreActivity(): Promise<void>;
  loadLedger(site: string): Promise<void>;
  onTold(frame: RepTold): void;
}

export function createHistoryStore(api: Api, sites: readonly string[], onSignedOut: () => void): HistoryStore {
  const recent = signal<Loadable<Paged<FloorItem>>>(unloaded);
  const activity = signal<Loadable<Paged<ActivityItem>>>(unloaded);
  const ledgers = signal<Readonly<Record<string, Loadable<Ledger>>>>({});
  let recentBefore: number | undefined;
  /** Where each site's journal is read on from; nothing: at its end. */
  const before = new Map<string, number | undefined>();

  const checked = async <T>(asked: Promise<Answer<T>>): Promise<Answer<T>> => {
    const answer = await asked;
    if (answer.kind === 'unauthorised') onSignedOut();
    return answer;
  };
  const ledgerOf = (site: string): Loadable<Ledger> => ledgers.value[site] ?? unloaded;

  async function readRecent(from: number | undefined): Promise<void> {
    recent.value = loading(recent.peek());
    const answer = await checked(api.conversations(from));
    recent.value = loaded(recent.peek(), answer, ({ items, next }) => {
      recentBefore = next;
      const known = from === undefined ? [] : (recent.peek().value?.items ?? []);
      return { items: [...known, ...items], hasMore: next !== undefined };
    });
  }

  async function readActivity(of: readonly (readonly [site: string, from: number | undefined])[]): Promise<void> {
    activity.value = loading(activity.peek());
    const answers = await Promise.all(of.map(([site, from]) => checked(api.activity(site, from))));
    for (const [index, answer] of answers.entries()) {
      const site = of[index]?.[0] ?? '';
      if (answer.kind === 'ok') before.set(site, answer.value.next);
      const merge = (more: readonly ActivityItem[]): Paged<ActivityItem> => ({
        items: mergeActivity(activity.peek().value?.items ?? [], more),
        hasMore: [...before.values()].some((from) => from !== undefined),
      });
      const hadFailed = index > 0 && activity.peek().hasFailed;
      const next = loaded(activity.peek(), answer, ({ items }) => merge(items));
      activity.value = { ...next, hasFailed: next.hasFailed || hadFailed };
    }
  }

  const reloads = new Set<string>();
  async function loadLedger(site: string): Promise<void> {
    ledgers.value = { ...ledgers.peek(), [site]: loading(ledgers.peek()[site] ?? unloaded) };
    const answer = await checked(api.ledger(site));
    ledgers.value = { ...ledgers.peek(), [site]: loaded(ledgers.peek()[site] ?? unloaded, answer, splitLedger) };
  }
  /** Several lines of one order come together: read once, after them. */
  function reloadLedger(site: string): void {
    if (ledgers.peek()[site] === undefined || reloads.has(site)) return;
    reloads.add(site);
    setTimeout(() => {
      reloads.delete(site);
      void loadLedger(site);
    }, 300);
  }

  return {
    recent,
    activity,
    ledger: ledgerOf,
    loadRecent: () => readRecent(undefined),
    moreRecent: () => readRecent(recentBefore),
    loadActivity: () => readActivity(sites.map((site) => [site, undefined])),
    moreActivity: () => readActivity([...before].filter(([, from]) => from !== undefined)),
    loadLedger,
    onTold(frame) {
      if (frame.type !== 'activity.added') return;
      const { items = [], hasMore = false } = activity.peek().value ?? {};
      activity.value = { ...activity.peek(), value: { items: mergeActivity(items, frame.items), hasMore } };
      for (const item of frame.items) if (item.kind.startsWith('order.')) reloadLedger(item.site);
    },
  };
}
