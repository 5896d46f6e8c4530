import { weightOf } from '../../../core/choice.ts';
import type { RankRequest } from '../../../ports/index.ts';
import { checkField } from '../../script/fields.ts';

/** The candidates as choice.lua reads them: by id, for what is equal otherwise. */
export function choiceArgs({
  candidates,
  prefer = '',
  exclude = [],
}: Pick<RankRequest, 'candidates' | 'prefer' | 'exclude'>): readonly string[] {
  const byId = candidates.toSorted((a, b) => (a.rep < b.rep ? -1 : 1));
  return [
    prefer,
    String(byId.length),
    ...byId.flatMap((one) => [checkField(one.rep), String(one.capacity), String(weightOf(one))]),
    String(exclude.length),
    ...exclude,
  ];
}
