import { hashOf } from '../src/index.ts';

/** Where a test can put a secret: parts of an address, of a page, of what the shop tells. */
export type Place = 'path' | 'query' | 'fragment' | 'title' | 'search' | 'error' | 'custom' | 'cart';

export interface PlantedSecret {
  readonly kind: 'email' | 'phone' | 'address' | 'reset token' | 'order token' | 'name' | 'card';
  /** As a person or a shop writes it. */
  readonly text: string;
  /** Where secrets of its kind turn up. A title is one of checkout, confirmation or account: `Thank you, {text}`. */
  readonly places: readonly Place[];
  /** What must not be found anywhere, in small letters; digits without what stands between them. */
  readonly needles: readonly string[];
}

/** Another seed makes another list; this one is the committed one. */
const SEED = 'planted';
let drawn = 0;
const random = (): number => hashOf(`${SEED}/${drawn++}`);
const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
const pick = <Value>(values: readonly Value[]): Value => values[whole(0, values.length - 1)] as Value;
const letters = (alphabet: string, length: number): string =>
  Array.from({ length }, () => pick([...alphabet])).join('');
const digits = (length: number): string => String(whole(1, 9)) + letters('0123456789', length - 1);

const HEX = '0123456789abcdef';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const FIRST = ['Ansgar', 'Beatriz', 'Caoimhe', 'Dragana', 'Eskil', 'Fumiko', 'Giacomo', 'Halvard', 'Ioana', 'Jürgen'];
const LAST = [
  'Achterberg',
  'Bjørnstad',
  'Castellanos',
  'Dombrowski',
  'Eichenwald',
  'Fjeldsted',
  'Grünewald',
  'Hartigan',
];
const STREETS = [
  'Ahornallee',
  'Bakkegårdsvej',
  'Camino de los Olivos',
  'Dorfgasse',
  'Elderberry Lane',
  'Fuglesangsveien',
];
const TOWNS = ['Köln', 'Odense', 'Sevilla', 'Winterthur', 'Aberystwyth', 'Trondheim'];

const EVERYWHERE: readonly Place[] = ['path', 'query', 'fragment', 'title', 'search', 'error', 'custom', 'cart'];
/** A name in a path or a query looks like any product's: what hides it is that no free text passes at all. */
const WORDS: readonly Place[] = ['fragment', 'title', 'search', 'error', 'custom', 'cart'];

const bare = (text: string): string => text.replaceAll(/[\s().+/-]/g, '');
/** Also what was only cut is a leak. */
const starts = (text: string): readonly string[] => [
  text.toLowerCase().slice(0, 14),
  bare(text).toLowerCase().slice(0, 12),
];

/** The test ranges of the card networks, with a right last digit (Luhn). */
function card(): string {
  const first = pick(['411111', '424242', '555555', '510510', '378282', '601111', '356600']);
  const body = first + letters('0123456789', (first.startsWith('37') ? 15 : 16) - first.length - 1);
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

const makers: Readonly<Record<PlantedSecret['kind'], () => Omit<PlantedSecret, 'kind'>>> = {
  email() {
    const [first, last, number] = [pick(FIRST), pick(LAST), whole(1, 99)];
    const text = `${first}.${last}${number}@${pick(['post', 'mail', 'inbox'])}.example`;
    return { text, places: EVERYWHERE, needles: [text.toLowerCase(), `${first}.${last}${number}`.toLowerCase()] };
  },
  phone() {
    const form = pick(['+49 ddd ddddddd', '+1 (ddd) ddd-dddd', '0ddd/ddddddd', '+44 dddd dddddd', '+47ddddddddd']);
    const text = form.replaceAll('d', () => String(whole(0, 9)));
    return { text, places: EVERYWHERE, needles: [bare(text).toLowerCase()] };
  },
  address() {
    const street = `${pick(STREETS)} ${whole(2, 198)}`;
    return { text: `${street}, ${digits(5)} ${pick(TOWNS)}`, places: EVERYWHERE, needles: [street.toLowerCase()] };
  },
  'reset token'() {
    const text = pick([
      () => letters(HEX, 32),
      () => letters(HEX, 64),
      () => letters(BASE64URL, 43),
      () => letters(BASE64URL, 22),
      () => `${letters(HEX, 8)}-${letters(HEX, 4)}-4${letters(HEX, 3)}-a${letters(HEX, 3)}-${letters(HEX, 12)}`,
      () => `eyJ${letters(BASE64URL, 33)}.eyJ${letters(BASE64URL, 60)}.${letters(BASE64URL, 43)}`,
    ])();
    return { text, places: EVERYWHERE, needles: starts(text) };
  },
  'order token'() {
    const text = pick([
      () => digits(9),
      () => digits(12),
      () => `HAL-${digits(10)}`,
      () => `#${digits(8)}`,
      () => `ord_${letters(HEX, 24)}`,
      () => `${digits(3)}-${digits(7)}-${digits(7)}`,
    ])();
    return { text, places: EVERYWHERE, needles: starts(text.replace('#', '')) };
  },
  name() {
    const text = `${pick(FIRST)} ${pick(LAST)}`;
    return { text, places: WORDS, needles: [text.toLowerCase(), ...text.toLowerCase().split(' ')] };
  },
  card() {
    const number = card();
    const text = pick([number, number.replaceAll(/(\d{4})(?=\d)/g, '$1 '), number.replaceAll(/(\d{4})(?=\d)/g, '$1-')]);
    return { text, places: EVERYWHERE, needles: [number.slice(0, 12)] };
  },
};

const COUNTS = { email: 40, phone: 30, address: 30, 'reset token': 25, 'order token': 25, name: 25, card: 25 } as const;

/** Two hundred secrets, the same at every run. No person has them: test ranges, reserved domains, drawn names. */
export const plantedSecrets: readonly PlantedSecret[] = Object.entries(COUNTS).flatMap(([kind, count]) =>
  Array.from({ length: count }, () => {
    const known = kind as PlantedSecret['kind'];
    return { kind: known, ...makers[known]() };
  }),
);

function decoded(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}

/** Which planted secrets a text holds, however they were written: escaped, in capitals, digits in groups. */
export function secretsIn(text: string): readonly string[] {
  const small = decoded(decoded(text))
    .replaceAll(/(?<=\w)\+(?=\w)/g, ' ')
    .toLowerCase();
  // Between digits only, so that two figures of JSON never become one.
  const joined = small.replaceAll(/(?<=\d)[\s().+/-]{1,3}(?=\d)/g, '').replaceAll(/(?<=\w)-(?=\w)/g, '');
  const found = plantedSecrets.filter(({ needles }) =>
    needles.some((needle) => small.includes(needle) || joined.includes(needle)),
  );
  return [...new Set(found.map((secret) => `${secret.kind}: ${secret.text}`))];
}
