/** A text or a number of the shop's, as long as the wire takes; anything else is empty. */
export const short = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? `${value}`.slice(0, 200) : '';
