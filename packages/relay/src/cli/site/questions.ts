import type { z } from 'zod';
import { siteShape } from '../../site-file/index.ts';
import type { Question } from '../ask.ts';

/** A name as part of an id: small Latin letters, digits and hyphens. Empty where it has none of them. */
export const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');

/** Where the name has no Latin letter, the address has. */
export function siteIdOf(name: string, url: string): string {
  return `site_${slug(name) || slug(new URL(url).hostname)}`;
}

const fits =
  (schema: z.ZodType, words: string): Question['check'] =>
  (answer) =>
    schema.safeParse(answer).success ? undefined : words;

/** @param mistakeOfId why an id cannot be a new site's; `undefined`: it can. */
export function initQuestions(mistakeOfId: (id: string) => string | undefined) {
  let name = '';
  return {
    name: {
      text: 'What is the shop called?',
      check(answer) {
        name = answer;
        const mistake = fits(siteShape.name, 'A name on one line, please.')(answer);
        return mistake ?? (slug(answer) === '' ? undefined : mistakeOfId(`site_${slug(answer)}`));
      },
    },
    url: {
      text: 'What is its address? (e.g. https://shop.example)',
      check: (answer) =>
        fits(siteShape.url, 'An address that begins with https:// (or http:// to try it on this machine).')(answer) ??
        mistakeOfId(siteIdOf(name, answer)),
    },
    currency: {
      text: 'Which currency does it sell in?',
      fallback: 'USD',
      check: (answer) => fits(siteShape.currency, 'Three letters, such as USD, EUR or JPY.')(answer.toUpperCase()),
    },
    accent: {
      text: 'What is its colour?',
      fallback: '#1f5f5b',
      check: fits(siteShape.accent, 'A colour like #1f5f5b.'),
    },
    privacyUrl: {
      text: 'Where is its privacy page?',
      fallback: 'none',
      check: (answer) =>
        answer === 'none'
          ? undefined
          : fits(siteShape.privacyUrl, 'An address that begins with https://, or none.')(answer),
    },
    team: {
      text: 'What is the team called that answers?',
      fallback: 'Sales',
      check: fits(siteShape.name, 'A name on one line, please.'),
    },
  } as const satisfies Readonly<Record<string, Question>>;
}

export type InitAnswers = Readonly<Record<keyof ReturnType<typeof initQuestions>, string>>;
