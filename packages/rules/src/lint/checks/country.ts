import { all, leaf, ofCondition } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';
import { partsOf, pathOf } from '../formula/parts.ts';
import type { Check } from '../scene.ts';
import { finding } from '../scene.ts';
import { canBe } from './never.ts';

const COUNTRY = 'visit.country';

const isAboutCountryAlone = (formula: Formula): boolean =>
  formula.kind === 'leaf'
    ? formula.fact === COUNTRY && formula.operator !== '$exists'
    : formula.parts.length > 0 && formula.parts.every(isAboutCountryAlone);

/**
 * Conditions on the country where nobody tells it: they fail for everybody, or hold for everybody. A rule that does without
 * (by an alternative of its own) is left in peace.
 */
export const needsCountry: Check = (scene) => {
  if (scene.options.knowsCountry === true) return [];
  const unknown = leaf(COUNTRY, '$exists', false);
  const when = ofCondition(scene.rule.when);
  const fails = canBe(scene, all(when, unknown)) === 'no';
  const what = fails ? 'the rule never invites' : 'this holds for everybody, wherever they are';
  const blamed = partsOf(scene.rule.when, 'when').filter(({ formula }) => {
    const isMet = canBe(scene, all(formula, unknown)) !== 'no';
    return fails ? !isMet : isMet && isAboutCountryAlone(formula);
  });
  // Where only several parts together want a country, it is the condition as a whole.
  const paths = fails && blamed.length === 0 ? ['when'] : blamed.map(pathOf);
  return paths.map((path) =>
    finding(scene, {
      kind: 'needs_country',
      certainty: 'warning',
      path,
      message: `${COUNTRY} is there only where the operator’s proxy tells it (COUNTRY_HEADER); where it does not, ${what}`,
    }),
  );
};
