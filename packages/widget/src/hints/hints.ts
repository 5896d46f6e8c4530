import type { Problem } from '@tillside/protocol';
import type { Hint } from '../sdk/hint.ts';
import { explainOptions } from './options.ts';

/** What the shop's developers read in the console: what happened, and what to do about it. */
const sentences: { readonly [Name in Hint]: (about: never) => string } = {
  twice: () => 'the widget was started twice on this page. Remove one of the script tags or calls; the first one runs.',
  options: explainOptions,
  refused: (answer: Partial<Problem> | number) =>
    typeof answer === 'number'
      ? `the relay answered with status ${answer}, and no reason. Is the address the relay's?`
      : (answer.detail ?? answer.title ?? 'the relay refused this page.'),
  unreachable: (url: string) =>
    `${url} cannot be reached. Is the relay's address right, does it run, and does the page's policy allow it in connect-src?`,
  'unknown-call': (name: string) =>
    `there is no call "${name}". There are open, close, toggle, show, hide, track, page, consent, on, once, ready and destroy.`,
  consent: (said: unknown) => `consent() was told ${JSON.stringify(said)}; it takes "granted" or "denied".`,
  fault: (error: string) => `something went wrong inside the widget; the page is not affected. ${error}`,
};

export const explain = (hint: Hint, about: unknown): string => sentences[hint](about as never);
