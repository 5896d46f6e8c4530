import type { Listen, Match } from '../../types.ts';
import type { Certainty, Finding } from '../finding.ts';
import { all, ofCondition } from '../formula/formula.ts';
import { mayBeDisturbed, pageIsFree } from '../known/always.ts';
import { momentsOf } from '../known/moments.ts';
import { hoursFormula, openWeek } from '../known/week.ts';
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
  if (step > 0) return `flow[${step}]`;
  return !flow && count > 1 && breaks(own) ? 'signal' : undefined;
}

type Reason = Pick<Finding, 'kind' | 'message'> & { readonly path: string };

/** Why nothing ever comes of one entry of `on`; nothing when it may. */
function reasonAgainst(scene: Scene, entry: Listen): Reason | undefined {
  const broken = brokenBy(entry);
  if (broken)
    return {
      kind: 'unreachable',
      path: `.${broken}`,
      message: 'is also in `without`, so that it starts anew what it should go on with: take it out of one of the two',
    };
  const when = ofCondition(scene.rule.when);
  const moments = momentsOf(entry).map((moment) => all(when, moment));
  if (moments.some((moment) => canBe(scene, moment) === 'no'))
    return {
      kind: 'contradictory',
      path: '',
      message: 'the rule’s condition never holds when this signal is told: mend `of`, `afterMs` or the condition',
    };
  const end = moments.at(-1) ?? when;
  const isOpen = hoursFormula(openWeek(scene.rule.schedule));
  if (canBe(scene, all(end, isOpen)) === 'no')
    return {
      kind: 'contradictory',
      path: '',
      message: 'the rule’s schedule is never open when this signal is told and the condition holds: make them agree',
    };
  if (canBe(scene, all(end, isOpen, mayBeDisturbed, pageIsFree(scene.playbook))) === 'no')
    return {
      kind: 'unreachable',
      path: '',
      message: 'where this signal is told and the condition holds, limits.neverOn lets nothing invite',
    };
  return undefined;
}

/** Entries of `on` of which nothing ever comes; an error where that is all of them. */
export const deadEntries: Check = (scene) => {
  const { on } = scene.rule;
  const reasons = on.map((entry) => reasonAgainst(scene, entry));
  const certainty: Certainty = reasons.every(Boolean) ? 'error' : 'warning';
  return reasons.flatMap((reason, index) =>
    reason ? [finding(scene, { ...reason, certainty, path: `on[${index}]${reason.path}` })] : [],
  );
};
