/** One item as GA4 has it: amounts decimal, one piece. */
export interface Item {
  readonly item_id: string;
  readonly item_name?: string | undefined;
  readonly price?: number | undefined;
  readonly quantity: number;
}

/** A cart as a platform tells it, in GA4's words. */
export interface SeenCart {
  readonly currency: string;
  readonly value?: number | undefined;
  readonly coupon?: string | undefined;
  readonly items: readonly Item[];
}

/** Whole pieces; 1 for what is no number. */
export const pieces = (quantity: unknown): number => {
  const whole = Math.trunc(Number(quantity ?? 1));
  return Number.isFinite(whole) ? whole : 1;
};

/** A decimal amount out of a number or a text of one; nothing where it is neither. */
export function decimal(amount: unknown): number | undefined {
  const value = parseFloat(String(amount));
  return Number.isFinite(value) ? value : undefined;
}

/** A decimal amount out of one in minor units; `digits` are those that the platform says it wrote. */
export function fromMinor(amount: unknown, digits: unknown): number | undefined {
  const value = decimal(amount);
  return value === undefined ? value : value / 10 ** (decimal(digits) ?? 2);
}
