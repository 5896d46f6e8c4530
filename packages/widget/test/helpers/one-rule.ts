import type { Playbook, Rule } from '@tillside/rules';
import { boot, json, serve } from './shop.ts';
import { settle } from './start-widget.ts';
import type { Stage } from './use-widget.ts';

/** Rules that invite at once when this is told. */
export const on = (signal: string, when: Rule['when'] = {}, of?: string): Playbook => ({
  version: 'v3',
  rules: [{ id: 'it', name: 'It', on: [{ signal, ...(of && { of }) }], when, invite: { text: { en: 'Hi' } } }],
});

/** The site has this playbook; `more` is what boot says besides. */
export const publish = (book: Playbook, more: object = {}) =>
  serve({ boot: () => json({ ...boot, ...more }), playbook: () => json(book) });

export const goTo = (path: string) => history.pushState(null, '', path);

/** Gives whether the rule asked since the last look; the relay says no, so that it may again. */
export const lookAt = (stage: Stage) => async (): Promise<boolean> => {
  await settle();
  const { link } = stage.started;
  const isAsked = link.types().includes('invitation.request');
  if (isAsked) link.withhold();
  await settle();
  link.sent.length = 0;
  return isAsked;
};
