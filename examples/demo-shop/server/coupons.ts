/** What a code does to an order. */
export type Coupon =
  | { readonly code: string; readonly kind: 'free_express'; readonly label: string }
  | { readonly code: string; readonly kind: 'percent_off'; readonly percent: number; readonly label: string };

/** The codes each shop honours. They stay on the server: a page only learns whether the one it was given is good. */
const COUPONS: Readonly<Record<string, readonly Coupon[]>> = {
  site_halden: [
    { code: 'HALDEN-EXPRESS', kind: 'free_express', label: 'Free express shipping' },
    { code: 'HALDEN10', kind: 'percent_off', percent: 10, label: '10% off your order' },
  ],
  site_fernway: [{ code: 'FERNWAY-EXPRESS', kind: 'free_express', label: 'Free express shipping' }],
};

/** Finds a code as people type it: case and surrounding spaces do not matter. */
export function findCoupon(site: string, code: string): Coupon | undefined {
  const wanted = code.trim().toUpperCase();
  return COUPONS[site]?.find((coupon) => coupon.code === wanted);
}
