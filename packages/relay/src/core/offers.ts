import { isPreview } from './preview.ts';
import type { Budget, Offer, Site, VisitorRecord } from '../ports/index.ts';

/** An offer of the site that is switched on. */
export function offerNamed(site: Site, id: string): Offer | undefined {
  return site.offers.find((offer) => offer.id === id && offer.isEnabled);
}

/**
 * How often this visitor got an offer: by invitations that promised it, or by orders with its code; whichever is more, because an order
 * commonly follows a promise.
 */
export function timesGot(record: VisitorRecord | undefined, offer: string): number {
  const { promised = 0, redeemed = 0 } = record?.offers?.[offer] ?? {};
  return Math.max(promised, redeemed);
}

/** May an invitation promise it to this visitor? The day's budget is the store's to count. */
export function isOpenTo(record: VisitorRecord | undefined, { id, limits }: Offer): boolean {
  return isPreview(record?.visitor) || timesGot(record, id) < (limits?.perVisitor ?? 1);
}

/** What the store counts of it, where the offer has a budget. */
export function budgetOf({ id, limits }: Offer): Budget | undefined {
  return limits?.perDay === undefined ? undefined : { name: id, most: limits.perDay };
}

/** The offer whose code an order was placed with. Codes are typed by people: capitals do not count. */
export function offerOfCoupon({ offers }: Site, coupon: string | undefined): string | undefined {
  const typed = coupon?.trim().toLowerCase();
  return typed === undefined || typed === '' ? undefined : offers.find(({ code }) => code?.toLowerCase() === typed)?.id;
}

/** Counts a promise (or takes it back), or an order with the code. */
export function countOffer(
  record: VisitorRecord,
  offer: string,
  what: 'promised' | 'redeemed',
  by: 1 | -1,
): VisitorRecord {
  const counts = { promised: 0, redeemed: 0, ...record.offers?.[offer] };
  const counted = { ...counts, [what]: Math.max(0, counts[what] + by) };
  return { ...record, offers: { ...record.offers, [offer]: counted } };
}
