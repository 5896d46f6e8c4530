import type { Page } from 'playwright-core';

/** What a page's own observers saw, milliseconds. */
export interface PageSeen {
  /** Of tasks over 50 ms, how long each took. */
  readonly longTasks: readonly number[];
  readonly layoutShift: number;
  readonly largestPaint: number;
  /** The slowest interaction, from the press to the next frame. */
  readonly interaction: number;
}

/** Counted by the browser since the page began. */
export interface PageCost {
  readonly scriptMs: number;
  readonly taskMs: number;
  readonly heapKb: number;
}

interface Seen {
  longTasks: number[];
  layoutShift: number;
  largestPaint: number;
  interaction: number;
}

/** Begins before anything of the page runs. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen = { longTasks: [], layoutShift: 0, largestPaint: 0, interaction: 0 };
    Object.assign(window, { seenByBench: seen });
    const watch = (type: string, each: (entry: PerformanceEntry) => void, more = {}): void =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
    watch('longtask', ({ duration }) => seen.longTasks.push(duration));
    watch('layout-shift', (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!hadRecentInput) seen.layoutShift += value;
    });
    watch('largest-contentful-paint', ({ startTime }) => (seen.largestPaint = startTime));
    watch(
      'event',
      (entry) => {
        if ((entry as PerformanceEntry & { interactionId: number }).interactionId > 0)
          seen.interaction = Math.max(seen.interaction, entry.duration);
      },
      { durationThreshold: 16 },
    );
  });
}

export const seenOn = (page: Page): Promise<PageSeen> =>
  page.evaluate(() => (window as unknown as { seenByBench: Seen }).seenByBench);

/** Slows the page's processor, and gives the function that reads what it cost so far. */
export async function countCost(page: Page, slowdown: number): Promise<() => Promise<PageCost>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await session.send('Performance.enable');
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      scriptMs: of('ScriptDuration') * 1_000,
      taskMs: of('TaskDuration') * 1_000,
      heapKb: of('JSHeapUsedSize') / 1_024,
    };
  };
}
