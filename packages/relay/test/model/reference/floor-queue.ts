import { byText, copy } from './ground.ts';
import type { QueueItem } from '../../../src/ports/index.ts';

/** A queue as its words are: item by item whoever starts first, and after each the turn is charged. */
export function served(list: ReadonlyMap<string, QueueItem>, turns: ReadonlyMap<string, number>): QueueItem[] {
  const waiting = byTime(list);
  const order = waiting.filter(({ isReturned }) => isReturned);
  const left = waiting.filter(({ isReturned }) => !isReturned);
  const ahead = new Map(turns);
  while (left.length > 0) {
    const heads = [...new Set(left.map(({ site }) => site))].map((site) => {
      const own = left.filter((item) => item.site === site);
      // Each step of priority is worth half a minute of waiting.
      const waited = ({ queuedAt, priority = 0 }: QueueItem) => priority * 30_000 - queuedAt;
      const longest = Math.max(...own.map(waited));
      return own.find((item) => waited(item) === longest) as QueueItem;
    });
    const first = Math.min(...heads.map(({ site }) => ahead.get(site) ?? 0));
    const next = byTime(new Map(heads.map((one) => [one.conversation, one]))).find(
      ({ site }) => (ahead.get(site) ?? 0) === first,
    ) as QueueItem;
    ahead.set(next.site, first + cost(next.share));
    left.splice(left.indexOf(next), 1);
    order.push(next);
  }
  return order;
}

export function byTime(list: ReadonlyMap<string, QueueItem>): QueueItem[] {
  return [...list.values()].toSorted((a, b) => a.queuedAt - b.queuedAt || byText(a.conversation, b.conversation));
}

const cost = (share = 1) => Math.round(1_000_000 / share);

/** Everybody else comes as much nearer as the served site stood ahead; who is level is not worth a word. */
export function charge(turns: Map<string, number>, site: string, share: number | undefined): void {
  const stood = turns.get(site) ?? 0;
  for (const [other, ahead] of [...turns]) {
    if (ahead > stood) turns.set(other, ahead - stood);
    else turns.delete(other);
  }
  turns.set(site, cost(share));
}

/** What is as usual is not said. */
export function plain({ priority = 0, share = 1, isReturned = false, ...item }: QueueItem): QueueItem {
  return copy({
    ...item,
    ...(priority === 0 ? {} : { priority }),
    ...(share === 1 ? {} : { share }),
    ...(isReturned ? { isReturned } : {}),
  });
}
