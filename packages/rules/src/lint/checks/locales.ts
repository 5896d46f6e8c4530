import type { LintOptions } from '../finding.ts';
import { finding } from '../scene.ts';
import type { Check, Unversioned } from '../scene.ts';

/** The languages that every text should be in: the site's own, else all that some enabled rule speaks. */
const wanted = ({ rules }: Unversioned, { locales }: LintOptions): readonly string[] =>
  locales ?? [
    ...new Set(rules.filter(({ enabled }) => enabled !== false).flatMap(({ invite }) => Object.keys(invite.text))),
  ];

/** A text is shown in the visitor's language or in its base (`de` for `de-AT`); otherwise in English. */
const speaks = (texts: ReadonlySet<string>, locale: string): boolean =>
  texts.has(locale) || texts.has(locale.split('-')[0] ?? '');

/** Languages in which this rule alone would speak English. */
export const missingLocales: Check = (scene) => {
  const texts = new Set(Object.keys(scene.rule.invite.text));
  const missing = wanted(scene.playbook, scene.options).filter((locale) => !speaks(texts, locale));
  if (missing.length === 0) return [];
  const whose = scene.options.locales ? 'the site speaks' : 'other rules of this playbook speak';
  return [
    finding(scene, {
      kind: 'missing_locale',
      certainty: 'warning',
      path: 'invite.text',
      message: `has no text in ${missing.join(', ')}, which ${whose}: visitors would read English. Add it`,
    }),
  ];
};
