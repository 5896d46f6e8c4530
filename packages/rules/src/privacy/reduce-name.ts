import { isPrivate, MASK } from './reduce-url.ts';

const NAME = /^[\p{L}\d._-]{1,40}$/u;
/** Tokens mix small and capital letters; long names are words with something between: `address_not_found`, `PAYMENT.Step2`. */
const WORDS = /^(?:(?:[A-Z]?[a-z]{1,20}|[A-Z]{1,20})?\d{0,3}(?:[._-]+|$))+$/;
const SHORT = 20;

/**
 * Reduces a name that the shop gave (of a custom event, an error, a field, a section, a coupon) to what traces, journal and exports
 * may see: letters, digits and `- _ .`, at most 40 characters, of which over 20 only in words. Sentences, addresses, tokens and what
 * holds four digits (one year aside) become `***`. Doing it twice changes nothing.
 */
export const reduceName = (name: string): string =>
  NAME.test(name) && (name.length <= SHORT || WORDS.test(name)) && !isPrivate(name, true) ? name : MASK;
