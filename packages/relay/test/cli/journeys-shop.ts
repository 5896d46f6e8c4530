import type { Rule } from '@tillside/rules';

export const T0 = Date.UTC(2026, 10, 2, 12, 0, 30);
export const MINUTE = 60_000;
/** What the journal's decisions are of. */
export const rule: Rule = {
  id: 'leaving',
  name: 'Leaving',
  on: [{ signal: 'exit_intent' }],
  when: {
    'page.type': 'cart',
    'page.path': '/cart',
    'cart.value': { $gte: 500 },
    'visit.seconds': { $gte: 10 },
    'cart.skus': 'a',
  },
  invite: { text: { en: 'Hi' } },
};
export const version = 'version-of-then';
/** As a trace keeps a text. */
export const cut = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
