import { all, ofCondition } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';
import { partsOf } from '../formula/parts.ts';
import { mayBeDisturbed, pageIsFree } from '../known/always.ts';
import { hoursFormula, openWeek } from '../known/week.ts';
import type { Check, Scene } from '../scene.ts';
import { finding } from '../scene.ts';
import { coreOf } from './core.ts';
import { canBe } from './never.ts';

/** Where the condition, which can hold, never does while `beside` does; nothing where both can. */
function excludedPath(scene: Scene, beside: Formula): string | undefined {
  const { rule, path } = scene;
  const isNever = (formula: Formula): boolean => canBe(scene, formula) === 'no';
  if (!isNever(all(ofCondition(rule.when), beside))) return undefined;
  return coreOf(partsOf(rule.when, `${path}.when`), beside, isNever).path.slice(path.length + 1) || 'when';
}

/** A condition that holds only where the playbook lets nothing invite. */
export const onlyWhereNothingInvites: Check = (scene) => {
  const disturbed = excludedPath(scene, mayBeDisturbed);
  const error = { kind: 'unreachable', certainty: 'error' } as const;
  if (disturbed !== undefined)
    return [
      finding(scene, {
        ...error,
        path: disturbed,
        message: 'holds only while a “no, thanks” binds, and then nothing invites: take it out',
      }),
    ];
  const page = excludedPath(scene, pageIsFree(scene.playbook));
  if (page === undefined) return [];
  return [
    finding(scene, {
      ...error,
      path: page,
      message: 'holds only on pages that limits.neverOn excludes: narrow limits.neverOn or mend the page',
    }),
  ];
};

/** A condition on the site's hours that the rule's schedule excludes. */
export const outOfSchedule: Check = (scene) => {
  const { schedule } = scene.rule;
  const path = schedule && excludedPath(scene, hoursFormula(openWeek(schedule)));
  if (path === undefined) return [];
  return [
    finding(scene, {
      kind: 'contradictory',
      certainty: 'error',
      path,
      message: 'holds only at hours at which the rule’s schedule is closed: make the two agree',
    }),
  ];
};
