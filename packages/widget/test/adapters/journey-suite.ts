import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GuestHost } from '../../src/sdk/guests.ts';
import { expectedCart, ga4, journeys, STEPS } from './journey.ts';
import type { Journey, Step } from './journey.ts';
import { openPage } from './shop-page.ts';
import type { ShopPage } from './shop-page.ts';

export interface Platform {
  readonly attach?: (host: GuestHost) => void;
  /** It is the shop's tags itself: none are put beside it. */
  readonly isTags?: true;
  /** Steps that happen on a page of their own, loaded for them. The first one always does. */
  readonly pages: readonly Step[];
  /** What the platform never tells, and why. */
  readonly without?: Partial<Record<Step, string>>;
  /** A journey as this platform can have it at all. */
  readonly adapt?: (journey: Journey) => Journey;
  /** Makes the page on which `step` happens, before the widget comes to it. */
  readonly load: (journey: Journey, step: Step) => unknown;
  /** Makes the step happen, as the platform's own code does. */
  readonly act: (journey: Journey, step: Step, page: ShopPage) => unknown;
  /** Takes the platform off the page. */
  readonly unload?: () => void;
}

/** Longer than a platform's word waits for the shop's tags, and than any library takes to hand an event on. */
const SETTLED_MS = 4_000;
const settle = () => vi.advanceTimersByTimeAsync(SETTLED_MS);

type Page = { dataLayer?: unknown[] | undefined };
const page = window as Page;

/** When the shop's own tags tell of a step too: not at all, just before the platform does, or just after it. */
const tags = ['without tags', 'with tags that tell first', 'with tags that tell afterwards'] as const;

/** A whole journey yields the same canonical events on every platform as in the demo shop: in order, once, in minor units. */
export function journeySuite(name: string, create: () => Platform): void {
  describe(`a journey on ${name}`, () => {
    let platform: Platform;
    beforeEach(() => {
      vi.useFakeTimers({ now: Date.UTC(2027, 2, 3, 14, 3) });
      localStorage.clear();
      platform = create();
    });
    afterEach(() => {
      platform.unload?.();
      document.body.replaceChildren();
      document.head.replaceChildren();
      document.body.className = '';
      delete page.dataLayer;
      vi.unstubAllGlobals();
      vi.useRealTimers();
    });

    async function travel(journey: Journey, when: (typeof tags)[number]): Promise<ShopPage> {
      const log = { told: [], orders: [] };
      let open: ShopPage | undefined;
      const tag = (step: Step): void => {
        page.dataLayer?.push({ ecommerce: null }, { event: step, ecommerce: ga4(journey, step) });
      };
      for (const step of STEPS.filter((one) => !platform.without?.[one])) {
        if (!open || platform.pages.includes(step)) {
          open?.leave();
          platform.unload?.();
          document.body.replaceChildren();
          document.head.replaceChildren();
          document.body.className = '';
          page.dataLayer = when === 'without tags' ? undefined : [{ event: 'gtm.js', 'gtm.start': 1 }];
          await platform.load(journey, step);
          open = openPage(journey.currency, platform.attach, log);
          if (when === 'with tags that tell first' && platform.pages.includes(step)) tag(step);
          await vi.advanceTimersByTimeAsync(1);
        } else if (when === 'with tags that tell first') tag(step);
        await platform.act(journey, step, open);
        await vi.advanceTimersByTimeAsync(200);
        if (when === 'with tags that tell afterwards') tag(step);
        await settle();
      }
      open?.leave();
      return open as ShopPage;
    }

    describe.each(tags.slice(0, create().isTags ? 1 : tags.length))('%s', (when) => {
      it.each(journeys)('[AD1] [AD2] tells the same events as the demo shop, in $currency', async (one) => {
        const journey = platform.adapt?.(one) ?? one;
        const { told, orders } = await travel(journey, when);
        expect(told).toEqual(
          STEPS.filter((step) => !platform.without?.[step]).map((step) => [
            step,
            step === 'purchase' ? undefined : expectedCart(journey, step === 'view_item' ? 1 : undefined),
          ]),
        );
        const { quantity: _, ...bought } = expectedCart(journey) as { quantity: number };
        expect(orders).toEqual([{ ...bought, transactionId: journey.order, coupon: undefined }]);
      });
    });

    it('[AD3] a confirmation that is loaded again is no second order', async () => {
      const journey = platform.adapt?.(journeys[0] as Journey) ?? (journeys[0] as Journey);
      const first = await travel(journey, 'without tags');
      expect(first.orders).toHaveLength(1);
      platform.unload?.();
      document.body.replaceChildren();
      document.head.replaceChildren();
      await platform.load(journey, 'purchase');
      const again = openPage(journey.currency, platform.attach);
      await platform.act(journey, 'purchase', again);
      await settle();
      again.leave();
      expect(again.orders).toEqual([]);
    });
  });
}
