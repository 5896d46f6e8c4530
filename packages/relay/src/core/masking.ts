import { maskCards } from '@tillside/rules/privacy';

/**
 * Members that name something by what a machine made of it: to hide digits there would make it name something else. Two orders of a shop
 * whose numbers end alike would become one, and one of them would never be billed.
 */
const names: ReadonlySet<string> = new Set([
  'type',
  'session',
  'conversation',
  'claim',
  'engagement',
  'invitation',
  'offer',
  'file',
  'rep',
  'team',
  'target',
  'transactionId',
  'bits',
]);

/** Fewer digits are no card's and no code's: most texts need no further look. */
const hasDigits = /\p{N}.*\p{N}.*\p{N}/su;

const maskText = (text: string): string => (hasDigits.test(text) ? maskCards(text).text : text);

/** A card's number that a shop wrote down as a number becomes the masked text; every other number stays one. */
function maskNumber(value: number): number | string {
  const { text, masked } = maskCards(String(value));
  return masked === 0 ? value : text;
}

function maskPart(name: string, part: unknown, isShops: boolean): unknown {
  if (typeof part === 'string') return names.has(name) ? part : maskText(part);
  if (typeof part === 'number') return isShops ? maskNumber(part) : part;
  if (Array.isArray(part)) return part.map((one: unknown) => maskPart(name, one, isShops));
  if (typeof part !== 'object' || part === null) return part;
  // What a shop calls its own facts is the shop's own word, too: a name that holds a card takes its value along.
  const kept = Object.entries(part).filter(([key]) => maskText(key) === key);
  return Object.fromEntries(kept.map(([key, value]) => [key, maskPart(key, value, isShops || name === 'attributes')]));
}

/**
 * What came from outside without card numbers in it: texts, names, addresses, offers, a shop's own facts, whatever the member is called. Done
 * before anything is kept, told or logged, in both directions; that the widget did it too is not believed.
 */
export function maskCardsIn<Told extends object>(told: Told): Told {
  return maskPart('', told, false) as Told;
}

/** Seven digits and more, also apart: a card's number that is being typed is none yet, and a rep would see it come. */
const long = /\p{N}(?:[^\p{L}\p{N}]{0,8}\p{N}){6,}/gu;

/** What is being typed, as somebody else may see it. `before` is what the same person sent last. */
export function maskTyping(text: string, before: string): string {
  return maskCards(text, before).text.replace(long, (run) => run.replace(/\p{N}/gu, '•'));
}

/** As few digits as a card has that only words tell from other numbers; the words may stand in the message before. */
const leastOfCard = 12;

/**
 * May what came before make a difference: is this the rest of a number, the code of a card, or a number that only words make a card? Most messages
 * are none of it, and to look at two together costs many times what this does.
 */
export function mayContinue(text: string): boolean {
  return /^.{0,25}\p{N}/su.test(text) || (text.match(/\p{N}/gu)?.length ?? 0) >= leastOfCard;
}

/** A run of three digits and more at the very beginning, as the second half of a number is. */
const firstRun = /^\P{L}{0,8}\p{N}(?:[^\p{L}\p{N}]{0,8}\p{N}){2,}/u;

/**
 * The words that tell a message sent again from another one under the same number. The message before has no part in it, for a frame that comes
 * again must be the same whatever was written since; so what may be half a card's number is left out here. A store keeps a digest of it, from
 * which a few digits could be guessed.
 */
export function comparable(text: string): string {
  return text.replace(firstRun, (run) => run.replace(/\p{N}/gu, '•'));
}
