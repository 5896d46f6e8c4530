import type { Condition } from '../../playbook.ts';
import { factOf } from '../../catalogue/index.ts';
import { all, leaf, ofCondition, TRUE } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';
import { leavesOf } from '../formula/leaves.ts';
import type { NamedLeaf } from '../formula/leaves.ts';
import type { Check, Scene } from '../scene.ts';
import { finding } from '../scene.ts';
import { canBe } from './never.ts';

/** Nothing, and at least something, are the same in every currency. */
const isAlikeEverywhere = ({ operator, want }: NamedLeaf): boolean =>
  want === 0 || (want === 1 && (operator === '$gte' || operator === '$lt'));

function isMoney(one: NamedLeaf): boolean {
  if (one.operator === '$exists' || one.operator === '$type') return false;
  if (one.operator === '$elemMatch') return JSON.stringify(one.want).includes('"price"');
  return factOf(one.fact)?.kind === 'money' && !isAlikeEverywhere(one);
}

interface Place {
  readonly path: string;
  /** What else must hold where this is looked at. */
  readonly beside: Formula;
}

const without = (condition: Condition, key: string): Condition =>
  Object.fromEntries(Object.entries(condition).filter(([other]) => other !== key)) as Condition;

/** Every comparison of money, with everything that stands beside it on the way from the whole condition to it. */
function placesOf(condition: Condition, path: string, beside: Formula): readonly Place[] {
  return Object.entries(condition).flatMap(([key, spec]: [string, unknown]) => {
    const here = all(beside, ofCondition(without(condition, key)));
    const at = `${path}.${key}`;
    if (!key.startsWith('$'))
      return leavesOf({ [key]: spec } as Condition, path)
        .filter(isMoney)
        .map((one) => ({ path: one.path, beside: here }));
    const parts = spec as readonly Condition[];
    return parts.flatMap((part, index) => {
      const others = key === '$and' ? parts.filter((other) => other !== part).map((other) => ofCondition(other)) : [];
      return placesOf(part, `${at}[${index}]`, all(here, ...others));
    });
  });
}

const currenciesOf = ({ options }: Scene): readonly string[] =>
  options.currencies ?? [...(options.recorded?.currencies ?? [])];

/** Money that is compared alike in two of the site's currencies. */
export const mixedCurrencies: Check = (scene) => {
  const currencies = currenciesOf(scene);
  if (currencies.length < 2) return [];
  return placesOf(scene.rule.when ?? {}, 'when', TRUE).flatMap(({ path, beside }) => {
    const alike = currencies.filter(
      (currency) => canBe(scene, all(beside, leaf('cart.currency', '$eq', currency))) === 'yes',
    );
    if (alike.length < 2) return [];
    return [
      finding(scene, {
        kind: 'mixed_currency',
        certainty: 'warning',
        path,
        message: `compares ${alike.join(' and ')} alike: put cart.currency beside it, with an amount for each`,
      }),
    ];
  });
};
