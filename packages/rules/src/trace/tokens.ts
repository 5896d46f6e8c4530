import type { TraceValue } from '../types.ts';
import { numberOf, wordAt } from './words.ts';

/**
 * `;` parts fields, `,` parts what a field lists, `^` marks a list that was cut, `~` is the escape: a text may hold them all.
 * Addresses and cut texts are common: their marks are written shorter.
 */
const escapes: readonly (readonly [char: string, as: string])[] = [
  ['~', '~0'],
  [',', '~1'],
  [';', '~2'],
  ['^', '~3'],
  ['https://', '~4'],
  ['…', '~5'],
];

/** A text as it may stand in a list. Half of a surrogate pair would not survive UTF-8. */
export const escaped = (text: string): string =>
  escapes.reduce((told, [char, as]) => told.replaceAll(char, as), text.toWellFormed());
export const unescaped = (token: string): string =>
  escapes.reduceRight((told, [char, as]) => told.replaceAll(as, char), token);

/** `*1a` is a known word, `#3` a list of three, `_text` any other. */
export function textToken(text: string): string {
  const number = numberOf.get(text);
  if (/^#\d+$/.test(text)) return text;
  return number === undefined ? `_${escaped(text)}` : `*${number.toString(36)}`;
}

export function readText(token: string | undefined): string | undefined {
  if (token?.startsWith('_')) return unescaped(token.slice(1));
  if (token?.startsWith('#')) return token;
  return token?.startsWith('*') ? wordAt[parseInt(token.slice(1), 36)] : undefined;
}

export function valueToken(value: TraceValue): string {
  if (value === null) return '?';
  if (typeof value === 'boolean') return value ? '+' : '!';
  return typeof value === 'number' ? String(value) : textToken(value);
}

/** `undefined`: no value was written so. */
export function readValue(token: string): TraceValue | undefined {
  if (token === '?') return null;
  if (token === '+' || token === '!') return token === '+';
  const number = token === '' ? Number.NaN : Number(token);
  return Number.isFinite(number) ? number : readText(token);
}
