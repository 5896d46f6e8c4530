import type { Listen, Match } from '../../playbook.ts';
import type { Certainty, Finding } from '../finding.ts';
import { all, ofCondition, TRUE } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';
import { mayBeDisturbed, pageIsFree } from '../known/always.ts';
import { momentsOf } from '../known/moments.ts';
import { hoursFormula, openAt, openWeek } from '../known/week.ts';
import type { Check, Scene } from '../scene.ts';
import { finding } from '../scene.ts';
import { canBe } from './never.ts';

/** Whether every signal that is the one is also the other. */
export const isPartOf = (narrow: Partial<Match>, wide: Partial<Match>): boolean =>
  narrow.signal === wide.signal &&
  (wide.of === undefined || wide.of === narrow.of) &&
  (wide.atLeast === undefined || wide.atLeast === narrow.atLeast);

/** The place of a signal that the entry waits for and that starts it anew each time it comes. */
function brokenBy({ flow, count = 1, without = [], ...own }: Listen): string | undefined {
  const breaks = (match: Partial<Match>): boolean => without.some((one) => isPartOf(match, one));
  const step = flow?.findIndex((match, index) => index > 0 && breaks(match)) ?? -1;
  if (step > 0) return `.flow[${step}]`;
  return !flow && count > 1 && breaks(own) ? '.signal' : undefined;
}

type Reason = Pick<Finding, 'kind' | 'message'> & { readonly path?: string; readonly isSoft?: boolean };

const clash = (message: string): Reason => ({ kind: 'contradictory', message });

/** Why nothing ever comes of one entry of `on`; nothing when it may. */
function reasonAgainst(scene: Scene, entry: Listen): Reason | undefined {
  const path = brokenBy(entry);
  if (path !== undefined)
    return {
      kind: 'unreachable',
      path,
      message: 'is also in `without`, so that it starts anew what it should go on with: take it out of one of the two',
    };
  const { when, schedule } = scene.rule;
  const isNever = (...parts: readonly Formula[]): boolean => canBe(scene, all(ofCondition(when), ...parts)) === 'no';
  const moments = momentsOf(entry);
  if (moments.some((moment) => isNever(moment)))
    return clash('the rule’s condition never holds when this signal is told: mend `of`, `afterMs` or the condition');
  const end = moments[moments.length - 1] ?? TRUE;
  const isOpen = hoursFormula(openWeek(schedule));
  if (isNever(end, isOpen))
    return clash('the rule’s schedule is never open when this signal is told and the condition holds: make them agree');
  if (isNever(end, isOpen, mayBeDisturbed, pageIsFree(scene.playbook)))
    return {
      kind: 'unreachable',
      message: 'where this signal is told and the condition holds, limits.neverOn lets nothing invite',
    };
  const { at } = entry;
  if (at === undefined || !isNever(hoursFormula(openAt(schedule, at)))) return undefined;
  // The first step from then on asks: a page that was asleep, or that was left and loaded again, asks later.
  return {
    ...clash(
      `at ${at} the condition never holds or the schedule is closed; only a page that slept over that time would ask later`,
    ),
    isSoft: true,
  };
}

/** Entries of `on` of which nothing ever comes; an error where that is all of them. */
export const deadEntries: Check = (scene) => {
  const { on } = scene.rule;
  const reasons = on.map((entry) => reasonAgainst(scene, entry));
  const isWhole = reasons.every((reason) => reason && !reason.isSoft);
  const certainty: Certainty = isWhole ? 'error' : 'warning';
  return reasons.flatMap((reason, index) => {
    if (!reason) return [];
    const { kind, message, path = '' } = reason;
    return [finding(scene, { kind, message, certainty, path: `on[${index}]${path}` })];
  });
};
