import { VARIABLES } from '../catalogue/index.ts';
import { isObject, kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

/** An invitation is one sentence on a small card. */
const MAX_CHARACTERS = 300;

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function checkOne(text: unknown, isHeld: boolean, path: Path, report: Report): void {
  if (typeof text !== 'string') return report(path, `expected a text, got ${kindOf(text)}`);
  if (!text.trim()) report(path, 'is empty: say what the invitation says');
  if (text.length > MAX_CHARACTERS)
    report(path, `has ${text.length} characters; at most ${MAX_CHARACTERS} fit on the card`);
  const names = [...VARIABLES.keys()].map((name) => `{${name}}`);
  for (const [found, name] of text.matchAll(/\{([^{}]*)\}/g)) {
    if (!names.includes(found)) report(path, `unknown variable ${found}; ${known(names)}`);
    else if (name === 'rep' && !isHeld) report(path, 'an invitation with "held": false names no rep: leave {rep} out');
  }
  if (/[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, '')))
    report(path, `has a brace without its partner; variables are ${names.join(', ')}`);
}

/** Reports every mistake in an invitation's texts by language. */
export function checkText(text: unknown, isHeld: boolean, path: Path, report: Report): void {
  if (!isObject(text)) return report(path, `expected texts by language, as in { "en": "…" }, got ${kindOf(text)}`);
  if (!Object.hasOwn(text, 'en')) report([...path, 'en'], 'missing: English is what other languages fall back to');
  for (const [language, one] of Object.entries(text)) {
    if (!isLanguage(language))
      report([...path, language], `'${language}' is not a language tag such as en, de or pt-BR`);
    checkOne(one, isHeld, [...path, language], report);
  }
}
