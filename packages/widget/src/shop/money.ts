/** How many minor units one unit of `currency` has: 100 for USD, 1 for JPY, 1,000 for KWD. Nothing when it is no currency. */
export function minorUnits(currency: string): number | undefined {
  try {
    const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return 10 ** maximumFractionDigits;
  } catch {
    return undefined;
  }
}

/** The largest amount the wire carries. */
const LARGEST = 1e12;

/**
 * A shop's decimal amount, a number or a string of one, in minor units; nothing when it is neither. Rounded through
 * twelve digits first, so that 35.855 dinars are not a fil short.
 */
export function toMinor(amount: unknown, units: number): number | undefined {
  const minor = Math.round(+(parseFloat(String(amount)) * units).toPrecision(12));
  return Math.abs(minor) <= LARGEST ? minor : undefined;
}
