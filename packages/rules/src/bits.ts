/**
 * Small packed sets: one bit a leaf or a rule, sixteen to a number. A state can then be copied before it is changed
 * (a step never touches the state it was given) at a cost that hardly grows with the playbook. Sixteen, because browsers box integers above 31 bits.
 */
export type Bits = readonly number[];

export const isSet = (bits: Bits, index: number): boolean => (((bits[index >> 4] ?? 0) >> (index & 15)) & 1) > 0;

/** Changes `bits` in place: only for a copy that nobody else holds. */
export function flip(bits: number[], index: number): void {
  bits[index >> 4] = (bits[index >> 4] ?? 0) ^ (1 << (index & 15));
}
