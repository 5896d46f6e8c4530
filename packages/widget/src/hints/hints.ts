import type { Problem } from '@tillside/protocol';
import type { Hint } from '../sdk/hint.ts';
import { explainOptions } from './options.ts';

/** What the shop's developers read in the console: what happened, and what to do about it. */
const sentences: { readonly [Name in Hint]: (about: never) => string } = {
  module: () =>
    'the script has to be a classic one: <script async src="…/loader.js" data-site="…">, without type="module".',
  twice: () => 'the widget was started twice on this page. Remove one of the script tags or calls; the first one runs.',
  options: explainOptions,
  refused: (answer: Partial<Problem> | number) =>
    typeof answer === 'number'
      ? `the relay answered with status ${answer}, and no reason. Is the address the relay's?`
      : (answer.detail ?? answer.title ?? 'the relay refused this page.'),
  away: (url: string) =>
    `${url} cannot be reached. Is the relay's address right, does it run, and does the page's policy allow it in connect-src?`,
  call: (name: string) =>
    `there is no call "${name}". There are open, close, toggle, show, hide, identify, set, track, page, invite, consent, setLocale, setTheme, on, once, ready, debug, shutdown and destroy.`,
  consent: (said: unknown) => `consent() was told ${JSON.stringify(said)}; it takes "granted" or "denied".`,
  visitor: (wrong: readonly string[]) =>
    `of what was told of the visitor this cannot be kept: ${wrong.join(', ')}. Attributes are at most 20 texts, numbers or flags, with names of letters, digits, ".", "_" and "-".`,
  rule: (id: unknown) =>
    `invite() was told ${JSON.stringify(id)}; it takes the id of a rule of the published playbook.`,
  locale: (tag: unknown) => `setLocale() was told ${JSON.stringify(tag)}; it takes a language tag such as en or de-AT.`,
  theme: (theme: unknown) => `setTheme() was told ${JSON.stringify(theme)}; it takes "auto", "light" or "dark".`,
  removed: () =>
    'the page takes the element <tillside-widget> away again and again, so it stays away. Spare it in what cleans the page; to hide the button call Tillside.hide(), to end the widget Tillside.destroy().',
  fault: (error: string) => `something went wrong inside the widget; the page is not affected. ${error}`,
};

export const explain = (hint: Hint, about: unknown): string => sentences[hint](about as never);
