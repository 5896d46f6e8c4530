import { all, any, leaf } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';
import type { Unversioned } from '../scene.ts';
import { hoursFormula, weekOf } from './week.ts';

function namesIn(formula: Formula, names = new Set<string>()): ReadonlySet<string> {
  if (formula.kind === 'leaf') names.add(formula.fact);
  else for (const part of formula.parts) namesIn(part, names);
  return names;
}

/** What the engine makes of `open` and `closedOn`. */
function opening({ open, closedOn }: Unversioned): Formula {
  if (!open) return leaf('site.open', '$exists', false);
  const week = weekOf(open);
  const isOpen = any(leaf('site.open', '$eq', true, false), hoursFormula(week));
  if (closedOn?.length) return isOpen;
  return all(isOpen, any(leaf('site.open', '$eq', false, false), hoursFormula(week.map((isOpenThen) => !isOpenThen))));
}

/** Whoever is in no step of the checkout has spent no seconds in it. */
const stepping = any(leaf('checkout.seconds', '$exists', false), leaf('checkout.step', '$exists', true));

/** What holds of the facts that a formula names, in whatever journey, beyond what each fact can be by itself. */
export function alwaysTrue(playbook: Unversioned, formula: Formula): Formula {
  const names = namesIn(formula);
  return all(
    ...(names.has('site.open') ? [opening(playbook)] : []),
    ...(names.has('checkout.seconds') ? [stepping] : []),
  );
}

/** What holds whenever anything invites: no page of the blacklist, and nobody who said no. */
export const pageIsFree = ({ limits }: Unversioned): Formula =>
  all(...(limits?.neverOn ?? []).map((glob) => leaf('page.path', '$glob', glob, false)));

export const mayBeDisturbed: Formula = leaf('visitor.doNotDisturb', '$eq', true, false);
