export interface Masked {
  /** The text, every hidden digit a `•`; everything else, separators too, as it was. */
  readonly text: string;
  /** How many digits were hidden. 0: the text is as it was. */
  readonly masked: number;
}

/**
 * `LENGTH:NUMBER` of a card, by how issuers' numbers begin: Visa; Mastercard, Maestro, Discover and UnionPay; Mastercard, Mir, JCB,
 * Troy and Hipercard; American Express; Diners Club. After the tables of npm `credit-card-type` and Wikipedia's "Payment card
 * number", without what store cards begin with.
 */
const CARD =
  /^(1[689]:4|1[6-9]:(5|6(011|304|4[4-9]|5|7|2([0-6]|7[0267]|8[2-9]|9[12])))|16:(2(2(0[0-4]|2[1-9]|[3-9])|[3-6]|7([01]|20))|35(2[89]|[3-8])|606282|8171|9792)|15:3[47]|1[46]:3(0([0-5]|95)|[689]))/;
/** Most numbers that begin so with this length are no cards (but EANs, parcels): only where the words say so. */
const RARE = /^(13:4|1[2-5]:(5|6[37]))/;
const CARD_WORDS = /visa|maestro|[ck]r[eé]d[iy]/i;
/** What goes before a telephone's number, a parcel's, an account's, the middle of an order's. */
const OTHER = /(\+|1Z ?|\d-|\b(?!CC|MC)[A-Z]{2}(\d\d[A-Z\s]*)?)$/;
/** Too far apart, or words between: not one number. */
const APART = /^.{9}|\p{L}.*\p{L}/su;
/** One separator throughout; spaces, dots and dashes only; or in fours. */
const TOGETHER = /^(\d+|\d+(\D+)(\d+\2)*\d+|((?!\n)[\d\s\p{Cf}\p{Pd}._·*])+|(\d{4}\D*)+\d+)$/u;
/** Words for the code on the back, in the widget's languages. */
const CODE_WORDS =
  /\bc(v[cnv]|s[cv])|(security |veiligings|heits)code|prüf(nummer|ziffer)|[ck][oó]d\w+ (\w+ )?(s[eé][cg]ur|sicur)|kod bezp|cryptogram|رمز ال(أمان|تحقق)|セキュリティ/i;
/** A code stands at most this far from its word, and from its card. */
const NEAR = 24;

const DECIMAL = /^\p{Nd}$/u;

/** Every decimal digit of every script, full-width and circled ones too, as 0 to 9. Unicode's stand in rows of ten that begin at …0 or …6. */
function plain(char: string): string {
  const normal = char.normalize('NFKC');
  const code = normal.codePointAt(0) ?? 0;
  return DECIMAL.test(normal) ? `${(code & 15) - (DECIMAL.test(String.fromCodePoint(code & ~15)) ? 0 : 6)}` : char;
}

/** The check digit of ISO/IEC 7812: every second digit from the right counts doubled, of which the digits are added. */
const isLuhn = (number: string): boolean =>
  [...number].reverse().reduce((sum, digit, index) => sum + +('0246813579'[index % 2 ? +digit : -1] ?? digit), 0) %
    10 ===
  0;

/** Calls `hide` with the place of each digit of a card or of its code that stands at `from` or after it. */
function find(text: string, from: number, hide: (place: number) => void): void {
  const groups = [...text.matchAll(/\d+/g)];
  const hasWord = CARD_WORDS.test(text);
  let cardEnd = 0;
  /** Codes are looked for until here. Where the message before is masked already, its card is known by that. */
  let near = (text.slice(0, from).lastIndexOf('••') + 1 || -NEAR) + NEAR;

  let index = -1;
  for (const { 0: group, index: start } of groups) {
    index++;
    if (start < cardEnd) continue;
    const end = start + group.length;
    const lead = text.slice(Math.max(0, start - NEAR), start);
    let hiddenEnd = 0;
    let shown = 0;
    let number = '';
    let lastEnd = start;
    // In the middle of a longer row of fours stands no card.
    const isInRow = /(^|\D)\d{4}\D{1,3}$/.test(lead) && group.length === 4;
    // No card has more digits than 19.
    for (const { 0: last, index: lastStart } of isInRow || OTHER.test(lead) ? [] : groups.slice(index, index + 19)) {
      if (APART.test(text.slice(lastEnd, lastStart))) break;
      lastEnd = lastStart + last.length;
      number += last;
      const kind = `${number.length}:${number}`;
      if (
        (CARD.test(kind) || (hasWord && RARE.test(kind))) &&
        isLuhn(number) &&
        TOGETHER.test(text.slice(start, lastEnd))
      ) {
        // Nothing is shown of what may end in two places, nor of what the message before began: that was read already.
        shown = hiddenEnd || start < from ? 0 : 4;
        hiddenEnd = cardEnd = lastEnd;
        near = lastEnd + NEAR;
      }
    }
    const beside = `${lead.split(/[013-9]/).pop()} ${text.slice(end, end + 12).split(/\d/)[0]}`;
    if (
      !hiddenEnd &&
      /^\d{3,4}$/.test(group) &&
      // The last four of a card that was hidden before.
      !/•.?$/.test(lead) &&
      (start < near || CODE_WORDS.test(beside))
    )
      hiddenEnd = end;
    while (hiddenEnd-- > start && hiddenEnd >= from) {
      if (/\d/.test(text.charAt(hiddenEnd)) && --shown < 0) hide(hiddenEnd - from);
    }
  }
}

/**
 * Hides payment cards' numbers but their last four digits, and their codes (three or four digits next to a card's number or to a word
 * for the code), however they are written. `before` is what the same person sent just before, masked or not: a number may be split
 * over the two. Takes time in proportion to the text. What it finds and what it spares is measured on 10,000 cards and on as many
 * numbers of each other kind (test/masking).
 */
export function maskCards(text: string, before = ''): Masked {
  /** Where in `text` each sign of the plain one stands. */
  const places: number[] = [];
  let plainText = '';
  let place = 0;
  for (const char of text) {
    places[plainText.length] = place;
    place += char.length;
    plainText += plain(char);
  }
  const lead = [...before.slice(-99)].map(plain).join('');
  const hidden = new Set<number | undefined>();
  // Apart, and as if it had been written on.
  for (const start of lead ? [`${lead}\n`, lead] : ['']) {
    find(start + plainText, start.length, (at) => hidden.add(places[at]));
  }
  return {
    text: text.replace(/\p{N}/gu, (char, at: number) => (hidden.has(at) ? '•' : char)),
    masked: hidden.size,
  };
}
