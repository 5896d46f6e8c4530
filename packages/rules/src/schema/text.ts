import { VARIABLES } from '../catalogue/index.ts';
import { isObject, kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

/** An invitation is one sentence on a small card. */
export const MAX_TEXT_LENGTH = 300;
const MAX_LANGUAGES = 50;
const NAMES = [...VARIABLES.keys()].map((name) => `{${name}}`);

/** What the checks below say, as far as a pattern can. */
export const textStructure = {
  type: 'object',
  required: ['en'],
  maxProperties: MAX_LANGUAGES,
  additionalProperties: {
    type: 'string',
    minLength: 1,
    maxLength: MAX_TEXT_LENGTH,
    pattern: String.raw`^(?=[\s\S]*\S)([^{}]|\{(${[...VARIABLES.keys()].join('|')})(\|(?=[^{}|]*[^{}|\s])[^{}|]+)?\})*$`,
  },
};

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function checkVariable(inside: string, isHeld: boolean, path: Path, report: Report): void {
  const [name = '', ...rest] = inside.split('|');
  if (!VARIABLES.has(name)) return report(path, `unknown variable {${inside}}; ${known(NAMES)}`);
  if (rest.length > 1)
    return report(path, `{${inside}} has more than one |: one stands before the words to use instead`);
  if (rest[0] !== undefined) {
    if (!rest[0].trim()) report(path, `{${inside}} has no words behind the |: say what to write where it is not known`);
  } else if (name === 'rep' && !isHeld) {
    report(path, 'an invitation with "held": false names no rep: leave {rep} out, or write {rep|we}');
  } else if (name === 'cart') {
    report(path, '{cart} is not known without a cart: write {cart|your cart}');
  }
}

function checkOne(text: unknown, isHeld: boolean, path: Path, report: Report): void {
  if (typeof text !== 'string') return report(path, `expected a text, got ${kindOf(text)}`);
  if (!text.trim()) report(path, 'is empty: say what the invitation says');
  if (text.length > MAX_TEXT_LENGTH)
    report(path, `has ${text.length} characters; at most ${MAX_TEXT_LENGTH} fit on the card`);
  for (const [, inside] of text.matchAll(/\{([^{}]*)\}/g)) checkVariable(inside ?? '', isHeld, path, report);
  const rest = text.replaceAll(/\{[^{}]*\}/g, '\0');
  if (/\{[^{}]*\0[^{}]*\}/.test(rest)) report(path, 'has braces within braces: variables do not nest');
  else if (/[{}]/.test(rest)) report(path, `has a brace without its partner; variables are ${NAMES.join(', ')}`);
}

/** Reports every mistake in an invitation's texts by language. */
export function checkText(text: unknown, isHeld: boolean, path: Path, report: Report): void {
  if (!isObject(text)) return report(path, `expected texts by language, as in { "en": "…" }, got ${kindOf(text)}`);
  if (!Object.hasOwn(text, 'en')) report([...path, 'en'], 'missing: English is what other languages fall back to');
  const languages = Object.entries(text);
  if (languages.length > MAX_LANGUAGES) report(path, `has ${languages.length} languages; at most ${MAX_LANGUAGES}`);
  for (const [language, one] of languages) {
    if (!isLanguage(language))
      report([...path, language], `'${language}' is not a language tag such as en, de or pt-BR`);
    checkOne(one, isHeld, [...path, language], report);
  }
}
