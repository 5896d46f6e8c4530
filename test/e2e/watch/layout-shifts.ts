import type { BrowserContext, Page } from 'playwright-core';

type Watched = Window & { shifts?: string[] };

/** Notes every layout shift of the pages to come, with what moved; also those right after a press, which browsers excuse. */
export async function watchLayoutShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const shifts: string[] = [];
    (window as Watched).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          readonly value: number;
          readonly sources: readonly {
            readonly node: Node | null;
            readonly previousRect: DOMRect;
            readonly currentRect: DOMRect;
          }[];
        };
        // What stands in a shadow root is not named; where it stood tells it.
        const at = ({ x, y, width, height }: DOMRect): string => `${width}x${height} at ${x},${y}`;
        const moved = sources.map(
          ({ node, previousRect, currentRect }) =>
            `${node?.nodeName ?? 'something in a shadow root'} (${at(previousRect)}, then ${at(currentRect)})`,
        );
        shifts.push(`${value} of ${moved.join(', ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export const readLayoutShifts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as Watched).shifts ?? []);
