import { ga4 } from '../journey.ts';
import type { Journey, Step } from '../journey.ts';
import type { Platform } from '../journey-suite.ts';

const page = window as { dataLayer?: unknown[] };
const layer = (): unknown[] => (page.dataLayer ??= []);

/** Pages as the demo shop has them: https://developers.google.com/analytics/devguides/collection/ga4/ecommerce */
const pages: readonly Step[] = ['view_item', 'view_cart', 'begin_checkout', 'purchase'];
const load = (): void => undefined;

export const objects = (): Platform => ({
  isTags: true,
  pages,
  load,
  act: (journey, step) => layer().push({ ecommerce: null }, { event: step, ecommerce: ga4(journey, step) }),
});

/** gtag.js pushes the arguments of its own function. */
function gtag(..._values: unknown[]): void {
  // oxlint-disable-next-line prefer-rest-params -- that is what gtag does
  layer().push(arguments);
}
export const gtags = (): Platform => ({
  isTags: true,
  pages,
  load: () => gtag('js', new Date()),
  act: (journey: Journey, step: Step) => gtag('event', step, ga4(journey, step)),
});

/** Amounts as texts, which templates of shop systems write. */
export const texts = (): Platform => ({
  isTags: true,
  pages,
  load,
  act(journey, step) {
    const { value, items, ...rest } = ga4(journey, step) as { value: number; items: { price: number }[] };
    const priced = items.map((item) => ({ ...item, price: String(item.price), quantity: '2' }));
    const one = step === 'view_item' ? priced.map((item) => ({ ...item, quantity: '1' })) : priced;
    layer().push({ event: step, ecommerce: { ...rest, value: String(value), items: one } });
  },
});

export const calls = (): Platform => ({
  isTags: true,
  pages,
  load,
  act: (journey, step, { track }) => track(step, ga4(journey, step)),
});
