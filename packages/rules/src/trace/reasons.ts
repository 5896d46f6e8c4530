import type { SuppressReason } from '../types.ts';

/** One letter a reason. Stored traces hold these letters: a new reason gets a new one. */
const LETTERS = {
  disabled: 'd',
  schedule: 's',
  audience: 'a',
  condition: 'c',
  page: 'p',
  on_screen: 'o',
  in_conversation: 'i',
  declined: 'n',
  quiet: 'q',
  rule_limit: 'r',
  visit_limit: 'v',
  visitor_limit: 'w',
  funnel: 'f',
  outranked: 'x',
} as const satisfies Record<SuppressReason, string>;

const reasons = Object.keys(LETTERS) as readonly SuppressReason[];

export const letterOf = (reason: SuppressReason): string => LETTERS[reason];
export const reasonOf = (letter: string | undefined): SuppressReason | undefined =>
  reasons.find((reason) => LETTERS[reason] === letter);
