/** A range of cart values in minor units: `from` included, `to` not. */
export interface Band {
  readonly currency: string;
  readonly from: number;
  readonly to: number;
}

const STEPS = [1, 2, 5] as const;

/**
 * The range a cart's value falls in, by the 1-2-5 series (10, 20, 50, 100, 200 …): few ranges, round to read, and fit for yen as for
 * dollars. A cart of less than 1 falls into 0 to 1.
 */
export function bandOf(value: number, currency: string): Band {
  if (!(value >= 1)) return { currency, from: 0, to: 1 };
  const power = 10 ** Math.floor(Math.log10(value));
  const from = STEPS.findLast((step) => step * power <= value) ?? 1;
  const to = from === 1 ? 2 : from === 2 ? 5 : 10;
  return { currency, from: from * power, to: to * power };
}
