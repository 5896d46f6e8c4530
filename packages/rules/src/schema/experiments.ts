import { z } from 'zod';
import { flag, id, list, optional, described, strict } from './fields.ts';
import { entriesOf, isObject, kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

const share = z
  .number({ error: ({ input }) => `expected a number, got ${kindOf(input)}` })
  .refine((value) => value >= 0 && value <= 100, { error: 'expected a percentage from 0 to 100' })
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, {
    error: 'expected a percentage with at most two decimals',
  })
  .meta({ minimum: 0, maximum: 100 });

const arm = strict({
  id: described(id(), 'Its name in rules, journal and reports.'),
  share: described(share, 'Percent of the visitors, with at most two decimals. All arms together are 100.'),
  holdout: optional(flag(), 'Gets nothing, and is compared with.', false),
});

const experiment = strict({
  id: described(id(), 'Its name. The arm of a visitor is drawn from it, so another name draws anew.'),
  arms: described(list(arm, 2, 10), 'Its branches.'),
});

export const experiments = list(experiment, 0, 100);

export const audience = strict({
  experiment: described(id(), 'An experiment of this playbook.'),
  arms: optional(list(id(), 1, 10), 'The arms that are invited. Left out: every arm that is no holdout.'),
});

/** Reports names that are there twice, among entries with an `id`. */
export function checkIds(value: unknown, path: Path, report: Report): void {
  const places = new Map<string, number>();
  entriesOf(value).forEach((one, index) => {
    const name = isObject(one) ? one['id'] : undefined;
    if (typeof name !== 'string') return;
    const earlier = places.get(name);
    if (earlier === undefined) places.set(name, index);
    else report([...path, index, 'id'], `'${name}' is taken by ${path.at(-1) ?? ''}[${earlier}]`);
  });
}

export function checkExperiments(value: unknown, path: Path, report: Report): void {
  checkIds(value, path, report);
  entriesOf(value).forEach((one, index) => {
    if (!isObject(one) || !Array.isArray(one['arms'])) return;
    const at = [...path, index, 'arms'];
    checkIds(one['arms'], at, report);
    const arms = one['arms'].filter(isObject);
    const shares = arms.map((each) => each['share']).filter((each) => typeof each === 'number');
    const total = shares.reduce((sum, each) => sum + Math.round(each * 100), 0) / 100;
    if (shares.length === one['arms'].length && total !== 100)
      report(at, `the shares are ${total} together; they must be 100`);
    if (arms.length && arms.every((each) => each['holdout'] === true))
      report(at, 'every arm is a holdout; at least one must be invited');
  });
}

/** Reports an audience whose experiment or arms are not in the file. */
export function checkAudience(value: unknown, all: unknown, path: Path, report: Report): void {
  if (!isObject(value) || typeof value['experiment'] !== 'string') return;
  const { experiment: name } = value;
  const named = entriesOf(all).filter(isObject);
  const found = named.find((one) => one['id'] === name);
  if (!found) {
    const names = named.map((one) => String(one['id']));
    const hint = names.length ? known(names) : 'this playbook has none: add it under `experiments`';
    return report([...path, 'experiment'], `unknown experiment '${name}'; ${hint}`);
  }
  const arms = entriesOf(found['arms']).filter(isObject);
  entriesOf(value['arms']).forEach((wanted, index) => {
    if (typeof wanted !== 'string') return;
    const match = arms.find((one) => one['id'] === wanted);
    const at = [...path, 'arms', index];
    if (!match) report(at, `unknown arm '${wanted}'; ${known(arms.map((one) => String(one['id'])))}`);
    else if (match['holdout'] === true) report(at, `'${wanted}' is a holdout: it gets nothing, leave it out`);
  });
}
