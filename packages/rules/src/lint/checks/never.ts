import { all, ofCondition, TRUE } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';
import type { Answer } from '../formula/answer.ts';
import { branchesOf, partsOf, pathOf } from '../formula/parts.ts';
import { canHold } from '../formula/solve.ts';
import { alwaysTrue } from '../known/always.ts';
import { openWeek } from '../known/week.ts';
import type { Check, Scene } from '../scene.ts';
import { finding } from '../scene.ts';
import { coreOf } from './core.ts';

/** Whether the formula can hold in some journey of this playbook. */
export function canBe({ playbook, options }: Pick<Scene, 'playbook' | 'options'>, formula: Formula): Answer {
  return canHold(all(formula, alwaysTrue(playbook, formula)), undefined, options.mostCombinations);
}

/** A schedule without a minute. */
export const neverOpens: Check = (scene) => {
  const { schedule } = scene.rule;
  if (!schedule) return [];
  const { firstDay, lastDay } = schedule;
  const isBackwards = firstDay !== undefined && lastDay !== undefined && lastDay < firstDay;
  if (!isBackwards && openWeek(schedule).includes(true)) return [];
  const message = isBackwards
    ? `ends on ${lastDay}, before it begins on ${firstDay}: exchange the two`
    : `none of its hours lies between ${firstDay ?? 'the beginning'} and ${lastDay ?? 'the end'}: mend its weekdays or its days`;
  return [finding(scene, { kind: 'never', certainty: 'error', path: 'schedule', message })];
};

/** A condition that nothing makes true. */
export const neverHolds: Check = (scene) => {
  const { rule, path } = scene;
  const answer = canBe(scene, ofCondition(rule.when));
  if (answer === 'yes') return [];
  if (answer === 'unknown')
    return [
      finding(scene, {
        kind: 'never',
        certainty: 'cannot_tell',
        path: 'when',
        message:
          'whether this can hold could not be decided: it sets regular expressions against each other or has too many alternatives',
      }),
    ];
  const core = coreOf(partsOf(rule.when, `${path}.when`), TRUE, (formula) => canBe(scene, formula) === 'no');
  const message =
    !scene.playbook.open && core.path.includes('.site.open')
      ? 'can never hold: site.open is there only where the playbook says when the shop is `open`. Add those hours'
      : core.words.includes(' and ')
        ? `can never hold: ${core.words} exclude each other. Take one of them out`
        : 'can never hold, whatever the facts are. Mend it or take it out';
  return [finding(scene, { kind: 'never', certainty: 'error', path: core.path.slice(path.length + 1), message })];
};

/** Alternatives of a condition that nothing makes true, though another one may be. */
export const deadBranches: Check = (scene) => {
  const { rule, path } = scene;
  return branchesOf(rule.when, `${path}.when`).flatMap((branch) =>
    canBe(scene, all(branch.formula, ...branch.beside)) === 'no'
      ? [
          finding(scene, {
            kind: 'never',
            certainty: 'warning',
            path: pathOf(branch).slice(path.length + 1),
            message: 'this alternative can never hold, beside what else must: mend it or take it out',
          }),
        ]
      : [],
  );
};
