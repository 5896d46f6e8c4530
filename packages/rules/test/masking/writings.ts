import type { Draw } from './draw.ts';

/** Where each script's digits begin. Full-width, Arabic-Indic, Persian, Devanagari, Bengali, Thai, Khmer, Adlam, mathematical. */
const ZEROS = [0xff10, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x17e0, 0x1e950, 0x1d7ce, 0x1d7f6];
const SEPARATORS = [' ', '-', '.', '\u00A0', '\u2009', '\u202F', '\u3000', '\u200B', '\u2060', '\uFEFF', '–', '‑'];
const RARE = ['_', '/', '·', '*', ' - ', ' . ', '  ', '\t', ', ', 'x', ' x ', '|', '\n', '—', '・'];

/** Whole numbers, the groups on the card, and what fingers make of them. */
function cut(draw: Draw, number: string): readonly string[] {
  const byFours = number.match(/.{1,4}/g) ?? [];
  const onCard = number.length < 16 ? [number.slice(0, 4), number.slice(4, 10), number.slice(10)] : byFours;
  const size = draw.pick([1, 2, 3, 5, 8]);
  return draw.pick([
    () => [number],
    () => onCard,
    () => onCard,
    () => byFours,
    () => number.match(new RegExp(`.{1,${size}}`, 'g')) ?? [],
    () => {
      const at = draw.whole(1, number.length - 1);
      return [number.slice(0, at), number.slice(at)];
    },
    () => {
      const parts: string[] = [];
      for (let rest = number; rest;) {
        const length = draw.whole(1, 6);
        parts.push(rest.slice(0, length));
        rest = rest.slice(length);
      }
      return parts;
    },
  ])();
}

function join(draw: Draw, parts: readonly string[]): string {
  const one = draw.pick([' ', ' ', '-', '.', ...SEPARATORS, ...RARE]);
  // Mixed ones are spaces, dots and dashes.
  const between = draw.whole(1, 5) === 1 ? () => draw.pick(SEPARATORS) : () => one;
  return parts.reduce((text, part) => text + between() + part);
}

const inScript = (zero: number, text: string): string =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** What people write around it, in the widget's languages. */
const SENTENCES = [
  '…',
  '…',
  '…',
  'my card is …',
  'card no. … please',
  'Hi! It is … and it says declined',
  'Can you charge … again?',
  'Meine Nummer:…',
  'Nummer … gültig bis 12/27',
  'ma carte : …, expire 03/28',
  'El número es … gracias',
  'numero: …!',
  'het nummer is …',
  'meu cartão … não passa',
  'numer karty …',
  'رقم البطاقة …',
  '番号は…です',
  'order 10023, card …',
  '2x …',
  '12/27 …',
  'exp 12/27 ... …',
  '<b>…</b>',
  '"…"',
  'https://shop.example/pay?n=…&x=1',
  'CC…',
  'nr…',
];

/** A card's number alone, in one of the ways in which people write it. */
export function writeNumber(draw: Draw, number: string): string {
  const text = join(draw, cut(draw, number));
  return draw.whole(1, 6) === 1 ? inScript(draw.pick(ZEROS), text) : text;
}

/** The same in what somebody says in a chat. */
export const writeCard = (draw: Draw, number: string): string =>
  draw.pick(SENTENCES).replace('…', () => writeNumber(draw, number));
