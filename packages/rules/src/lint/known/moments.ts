import { SIGNALS } from '../../catalogue/index.ts';
import type { Listen, Match } from '../../playbook.ts';
import { all, leaf, TRUE } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';

/** What the facts are when a signal is told, by the signal alone. */
function factsAt({ signal, of }: Partial<Match>): Formula {
  switch (signal) {
    case 'page_view':
    case 'page_again':
    case 'page_dwell':
      return of === undefined ? TRUE : leaf('page.type', '$eq', of);
    case 'step_dwell':
    case 'checkout_step':
    case 'checkout_back':
      return of === undefined ? leaf('checkout.step', '$exists', true) : leaf('checkout.step', '$eq', Number(of));
    default:
      return TRUE;
  }
}

/** What must have passed when something lasted so long: a wait never outlives its visit. */
const lasted = (fact: string, afterMs: number): Formula => leaf(fact, '$gte', Math.floor(afterMs / 1000));

export const isDwell = ({ signal }: Listen): boolean => SIGNALS.get(signal ?? '')?.isDwell === true;

/**
 * The moments at which an entry of `on` wants the rule's condition to hold, and what else holds then; the last one decides.
 * A dwelling looks only at its end, when it still lasts; a wait also at its beginning.
 */
export function momentsOf(entry: Listen): readonly [...starts: Formula[], end: Formula] {
  const { flow, afterMs = 0 } = entry;
  const told = factsAt(flow?.at(-1) ?? entry);
  if (entry.signal === 'step_dwell') return [all(told, lasted('checkout.seconds', afterMs))];
  const waited = afterMs > 0 ? lasted('visit.seconds', afterMs) : TRUE;
  return isDwell(entry) || afterMs === 0 ? [all(told, waited)] : [told, waited];
}
