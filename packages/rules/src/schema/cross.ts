import { checkAudience, checkExperiments, checkIds } from './experiments.ts';
import { checkDay, checkHours, checkSchedule } from './hours.ts';
import { checkListen } from './listen-check.ts';
import { entriesOf, isObject } from './problems.ts';
import type { Report } from './problems.ts';
import { checkText } from './text.ts';

/**
 * Mistakes that only show when parts are seen together; told even while other parts are wrong. Of what is not of the right type
 * itself nothing is said here: the schema says it.
 */
export function checkTogether(json: unknown, report: Report): void {
  if (!isObject(json)) return;
  checkExperiments(json['experiments'], ['experiments'], report);
  checkHours(json['open'], ['open'], report);
  entriesOf(json['closedOn']).forEach((day, index) => checkDay(day, ['closedOn', index], report));
  checkIds(json['rules'], ['rules'], report);
  entriesOf(json['rules']).forEach((rule, index) => {
    if (!isObject(rule)) return;
    const path = ['rules', index];
    entriesOf(rule['on']).forEach((entry, place) => checkListen(entry, [...path, 'on', place], report));
    checkSchedule(rule['schedule'], [...path, 'schedule'], report);
    checkAudience(rule['audience'], json['experiments'], [...path, 'audience'], report);
    const { invite } = rule;
    if (isObject(invite)) checkText(invite['text'], invite['held'] !== false, [...path, 'invite', 'text'], report);
  });
}
