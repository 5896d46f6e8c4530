import type { Page } from 'playwright-core';

type Point = readonly [x: number, y: number];

/** Moves the pointer over these points with a pause after each: playwright's own steps come as fast as the browser takes them. */
export async function movePaced(page: Page, points: readonly Point[], pauseMs: number): Promise<void> {
  for (const [x, y] of points) {
    await page.mouse.move(x, y);
    if (pauseMs > 0) await page.waitForTimeout(pauseMs);
  }
}

/** Points on the line between two, the last included. */
export const line = ([x, y]: Point, [toX, toY]: Point, steps: number): readonly Point[] =>
  Array.from({ length: steps }, (_, index) => {
    const share = (index + 1) / steps;
    return [x + (toX - x) * share, y + (toY - y) * share] as const;
  });

/** As one goes for the tabs: up and out, without a pause. */
export async function leaveThroughTop(page: Page): Promise<void> {
  await movePaced(page, [[520, 420], ...line([520, 420], [560, -12], 8)], 0);
}

const ownTime = new WeakSet<Page>();

/**
 * Does something within a moment of the page's time, which stands still meanwhile: a busy machine takes longer over it than a hand.
 * So much of that time passes before, and a second more.
 */
export async function atOnce(page: Page, act: () => Promise<void>, afterMs = 0): Promise<void> {
  if (!ownTime.has(page)) await page.clock.install();
  ownTime.add(page);
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + afterMs + 1_000);
  await act();
  await page.clock.resume();
}

/** Out through the top and back before anybody could take it for leaving. */
export const slipThroughTop = (page: Page, afterMs?: number): Promise<void> =>
  atOnce(
    page,
    async () => {
      await leaveThroughTop(page);
      await comeBack(page);
    },
    afterMs,
  );

export const comeBack = (page: Page): Promise<void> => page.mouse.move(560, 200, { steps: 3 });

/** A finger that goes down the screen, so that the page goes up, in so many milliseconds; as the browser hears it from a touch screen. */
export async function swipeDown(page: Page, px: number, ms: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const [x, from, steps] = [195, 200, 5];
  const done: Promise<unknown>[] = [];
  // Answered when the page has drawn, which a finger does not wait for.
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number): unknown =>
    done.push(session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x, y }] }));
  touch('touchStart', from);
  const begun = Date.now();
  for (let step = 1; step <= steps; step += 1) {
    await page.waitForTimeout(Math.max(0, begun + (ms * step) / steps - Date.now()));
    touch('touchMove', from + (px * step) / steps);
  }
  touch('touchEnd');
  await Promise.all(done);
  await session.detach();
}
