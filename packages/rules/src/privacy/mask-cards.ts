export interface Masked {
  /** The text, every hidden digit a `•`; everything else, separators too, as it was. */
  readonly text: string;
  /** How many digits were hidden. 0: the text is as it was. */
  readonly masked: number;
}

/**
 * `LENGTH:NUMBER` of a card: which issuers' numbers begin how and have which length. From the tables of ISO/IEC 7812 numbers that
 * shops' payment forms use (npm `credit-card-type`, Wikipedia "Payment card number"), by line: Visa and Maestro; Mastercard, Mir and
 * JCB; Discover and UnionPay; American Express; Diners Club.
 */
const CARD =
  /^(1[69]:(4|50(18|20|38)|5[678]|6304|67)|16:(5[1-5]|2(20[0-4]|22[1-9]|2[3-9]|[3-6]|7[01]|720)|35(2[89]|[3-8]))|1[6-9]:6(011|4[4-9]|5|2([0-6]|7[0267]|8[2-9]|9[12]))|15:3[47]|14:3(0[0-5]|095|[689]))/;
/** Rare or old ones that most numbers of this kind are not (a Visa of 13 digits looks like an EAN): only where the words say card. */
const RARE = /^(1[38]:4|1[2-9]:(5[06-8]|6[37])|1[5-9]:3[05689]|1[6-9]:(6|8[12]))/;
const CARD_WORDS = /visa|master|maestro|[ck]r[eé]d[iy]|debit|ائتمان|クレジット/i;
/** Before a card's number there is no plus (a telephone), `1Z` (a parcel) or `DE12` (an account). */
const OTHER = /(\+|1Z|\b(?!CC|MC)[A-Z]{2}(\d\d[A-Z\s]*)?)$/;

const CODE_WORDS = `cv[cnv]|cs[cv]\\b|(security|verification|veiligings|heits|prüf) ?(code|nummer|ziffer|zahl|nr)|(code?|kod|c[oó]digo|codice) (de |di |da )?(la |tarjeta |carte )?(s[eé]cur|segur|sicur|bezp|verif|weryf)|cryptogram|رمز (ال)?(أمان|تحقق)|セキュリティ`;
const CODE = new RegExp(`(${CODE_WORDS})\\D*$`, 'i');
const CODE_AFTER = new RegExp(`^\\D{0,9}(${CODE_WORDS})`, 'i');
/** A code stands at most this far from its word, and from its card. */
const NEAR = 24;
/** Digits further apart are not one number. */
const WIDEST_GAP = 8;

const DECIMAL = /^\p{Nd}$/u;

/** Every decimal digit of every script, full-width and circled ones too, as 0 to 9, at the same place. */
const plainDigits = (text: string): string =>
  text.replace(/(?!\d)\p{N}/gu, (char) => {
    const plain = char.normalize('NFKC');
    const code = plain.codePointAt(0) ?? 0;
    // Unicode's digits stand in rows of ten that begin at …0 or …6.
    const value = (code & 15) - (DECIMAL.test(String.fromCodePoint(code & ~15)) ? 0 : 6);
    return DECIMAL.test(plain) ? `${value}`.padEnd(char.length, ' ') : char;
  });

/** The check digit of ISO/IEC 7812. */
function isLuhn(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index++) {
    const doubled = Number(number.at(-1 - index)) * (1 + (index % 2));
    sum += doubled - (doubled > 9 ? 9 : 0);
  }
  return sum % 10 === 0;
}

/** One number is written with one separator throughout, with spaces, dots and dashes only, or in fours. */
const isOneNumber = (gaps: readonly string[], sizes: readonly number[]): boolean =>
  gaps.every((gap) => gap === gaps[0]) ||
  gaps.every((gap) => !/[^\s\p{Cf}\p{Pd}._·•*]|\n/u.test(gap)) ||
  sizes.slice(0, -1).every((size) => size % 4 === 0);

/** Calls `hide` with the place of each digit of a card or of its code that stands at `from` or after it. */
function find(text: string, from: number, hide: (place: number) => void): void {
  const groups = [...text.replace(/(cv[cv])2/gi, '$1 ').matchAll(/\d+/g)];
  const hasWord = CARD_WORDS.test(text);
  const sizeOf = (index: number): number => groups[index]?.[0].length ?? 0;
  const startOf = (index: number): number => groups[index]?.index ?? text.length;
  const endOf = (index: number): number => startOf(index) + sizeOf(index);
  /** Codes are looked for until here. Where the text before was masked, its card is known by that. */
  let near = text.lastIndexOf('•', from) < 0 ? -1 : text.lastIndexOf('•', from) + NEAR;

  /** The last group of the card that begins with this one, if one does. */
  const lastOf = (first: number): number | undefined => {
    if (OTHER.test(text.slice(Math.max(0, startOf(first) - 9), startOf(first)))) return undefined;
    const gaps: string[] = [];
    const sizes: number[] = [];
    let number = '';
    for (let last = first; last < groups.length; last++) {
      if (last > first) {
        const gap = text.slice(endOf(last - 1), startOf(last));
        if (gap.length > WIDEST_GAP || /\p{L}.*\p{L}/su.test(gap)) break;
        gaps.push(gap);
      }
      sizes.push(sizeOf(last));
      number += groups[last]?.[0];
      if (number.length > 19) break;
      const kind = `${number.length}:${number}`;
      if ((CARD.test(kind) || (hasWord && RARE.test(kind))) && isLuhn(number) && isOneNumber(gaps, sizes)) return last;
    }
    return undefined;
  };

  for (let index = 0; index < groups.length; index++) {
    const size = sizeOf(index);
    // In the middle of a longer row of equal groups stands no card.
    const isInRow = size < 12 && size === sizeOf(index - 1) && startOf(index) - endOf(index - 1) <= 3 && !hasWord;
    const last = isInRow ? undefined : lastOf(index);
    const places: number[] = [];
    if (last !== undefined) {
      for (let group = index; group <= last; group++)
        for (let place = startOf(group); place < endOf(group); place++) places.push(place);
      // Of a number that the message before began nothing is shown: that has been read already.
      if ((places[0] ?? 0) >= from) places.splice(-4);
      near = endOf(last) + NEAR;
      index = last;
    } else if (
      (size === 3 || size === 4) &&
      (startOf(index) < near ||
        CODE.test(text.slice(Math.max(0, startOf(index) - NEAR), startOf(index))) ||
        CODE_AFTER.test(text.slice(endOf(index), endOf(index) + NEAR)))
    ) {
      for (let place = startOf(index); place < endOf(index); place++) places.push(place);
    }
    for (const place of places) if (place >= from) hide(place - from);
  }
}

/**
 * Hides payment cards' numbers but their last four digits, and their codes (three or four digits next to a card's number or to a word
 * for the code), however they are written. `before` is what the same person sent just before, masked or not: a number may be split
 * over the two. Takes time in proportion to the text. What it finds and what it spares is measured on
 * test/masking, against 10,000 cards and as many other numbers.
 */
export function maskCards(text: string, before = ''): Masked {
  const hidden = new Set<number>();
  const tail = plainDigits(before).slice(-64);
  // Apart, and as if it had been written on.
  for (const start of before ? [`${tail}\n`, tail] : ['']) {
    find(start + plainDigits(text), start.length, (place) => hidden.add(place));
  }
  return {
    text: text.replace(/\p{N}/gu, (char, place: number) => (hidden.has(place) ? '•' : char)),
    masked: hidden.size,
  };
}
