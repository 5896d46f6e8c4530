import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/helpers/browser.ts';
import { startDemo } from '../test/helpers/demo.ts';
import { newDesk } from '../test/helpers/desk.ts';
import type { Desk } from '../test/helpers/desk.ts';
import { armedAfterMs, newShopper } from '../test/helpers/shopper.ts';
import { untilQuiet } from './lib/cpu.ts';
import { percentile, table } from './lib/figures.ts';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import { countCost } from './lib/pages/watch-page.ts';
import { startSlowLine } from './lib/pages/slow-line.ts';

/**
 * How long a visitor who leaves is on their way before the invitation stands there, and how long a rep's console takes to ring after a yes: a real pointer, a
 * slow processor and a slow line between the browser and the relay.
 */
const slowdown = 4;
const roundTripMs = 100;
const bitsPerSecond = 1_600_000;
const times = Number(process.env['BENCH_ROUNDS'] ?? 20);
const quietBelow = 0.15;

/** Milliseconds since 1970 when the pointer was out, and when the first frame with the card had been painted. */
async function watchInvitation(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { leftAt: 0, paintedAt: 0, pressedAt: 0 };
    Object.assign(window, { seenByBench: seen });
    const now = (): number => performance.timeOrigin + performance.now();
    document.addEventListener(
      'mouseout',
      (event) => {
        if (!event.relatedTarget) seen.leftAt = now();
      },
      true,
    );
    document.addEventListener('click', () => (seen.pressedAt = now()), true);
    const look = (): void => {
      const card = document.querySelector('tillside-widget')?.shadowRoot?.querySelector('.card');
      if (!card) requestAnimationFrame(look);
      // After this frame's paint.
      else requestAnimationFrame(() => setTimeout(() => (seen.paintedAt = now())));
    };
    requestAnimationFrame(look);
  });
}

/** When the console's first frame that rings had been painted. Looked at in the page: asking it from here would take a while of its own. */
const ringAt = ({ page }: Desk): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const now = (): void => resolve(performance.timeOrigin + performance.now());
        const look = (): void => {
          if (!document.querySelector('.ring-answer')) requestAnimationFrame(look);
          else requestAnimationFrame(() => setTimeout(now));
        };
        look();
      }),
  );

interface Run {
  readonly invitedMs: number;
  readonly rangMs: number;
}

async function once(browser: Browser, shop: string, desk: Desk): Promise<Run> {
  const shopper = await newShopper(browser, { shop });
  try {
    await shopper.acceptCookies();
    await shopper.putCameraInCart();
    await watchInvitation(shopper.page);
    await countCost(shopper.page, slowdown);
    await shopper.toCheckout();
    await shopper.page.waitForTimeout(armedAfterMs + 1_000);
    await shopper.moveOut();
    await shopper.chat.invitation.waitFor();
    await shopper.page.waitForTimeout(200);
    const rang = ringAt(desk);
    await shopper.chat.invitation.getByRole('button', { name: 'Chat now' }).click();
    const rangAt = await rang;
    const { leftAt, paintedAt, pressedAt } = await shopper.page.evaluate(
      () => (window as unknown as { seenByBench: Record<'leftAt' | 'paintedAt' | 'pressedAt', number> }).seenByBench,
    );
    await desk.answer();
    await desk.resolve('No answer');
    return { invitedMs: paintedAt - leftAt, rangMs: rangAt - pressedAt };
  } finally {
    await shopper.close();
  }
}

export async function run(): Promise<string> {
  const demo = await startDemo('sqlite');
  const { port, url, shop } = demo.shopNode;
  const line = await startSlowLine(port, roundTripMs, bitsPerSecond);
  // The shop, and the relay that its pages name.
  const slow = ['shop.localhost', '127.0.0.1'].map((host) => `MAP ${host}:${port} 127.0.0.1:${line.port}`);
  const browser = await launchBrowser(`--host-resolver-rules=${slow.join()}`);
  const near = await launchBrowser();
  try {
    const desk = await newDesk(near, { url, email: 'mara@halden.example' });
    await desk.setStatus('Available');
    const runs: Run[] = [];
    for (let round = 0; round < times; round += 1) {
      await untilQuiet(quietBelow);
      runs.push(await once(browser, shop, desk));
      console.log(
        `${round + 1} of ${times}: ${Object.values(runs.at(-1) ?? {})
          .map(Math.round)
          .join(', ')} ms`,
      );
    }
    if (runs.some(({ rangMs }) => rangMs < roundTripMs / 2))
      throw new Error('a yes was faster than the slow line: the browser did not use it, and nothing was measured');
    const row = (what: string, list: readonly number[], goal: string) => ({
      what,
      'p50 ms': Math.round(percentile(list, 0.5)),
      'p95 ms': Math.round(percentile(list, 0.95)),
      goal,
    });
    return [
      `Machine: ${describeMachine()}.`,
      `Commit: ${describeCommit()}. ${times} visits; round trip ${roundTripMs} ms, ${bitsPerSecond / 1_000_000} Mbit/s, processor slowed ${slowdown} times.`,
      table([
        row(
          'pointer leaves -> first painted frame of the invitation (400 ms of grace included)',
          runs.map((one) => one.invitedMs),
          'p50 550, p95 800',
        ),
        row(
          'yes -> the console rings',
          runs.map((one) => one.rangMs),
          'p95 300',
        ),
      ]),
    ].join('\n\n');
  } finally {
    await browser.close();
    await near.close();
    await line.stop();
    await demo.stop();
  }
}
