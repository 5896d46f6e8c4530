import { holdsFor } from '../formula/holds-for.ts';
import { leaf } from '../formula/formula.ts';
import { leavesOf } from '../formula/leaves.ts';
import type { NamedLeaf } from '../formula/leaves.ts';
import type { Finding, LintOptions, Recorded } from '../finding.ts';
import type { Check, Unversioned } from '../scene.ts';
import { finding } from '../scene.ts';

/** Fewer recorded journeys than this, and a page that nobody came to says nothing. */
const FEWEST_JOURNEYS = 50;

const ADDRESSES: Readonly<Record<string, (recorded: Recorded) => ReadonlySet<string>>> = {
  'page.url': ({ urls }) => urls,
  'page.path': ({ paths }) => paths,
};

/** A comparison with a list is one with each of its values. */
function each({ path, fact, operator, want, options }: NamedLeaf): readonly NamedLeaf[] {
  const more = options === undefined ? {} : { options };
  if (Array.isArray(want) && ['$in', '$nin', '$all'].includes(operator))
    return want.map((one: unknown, index) => ({ path: `${path}[${index}]`, fact, operator: '$eq', want: one }));
  if (operator === '$ne') return [{ path, fact, operator: '$eq', want }];
  return ['$eq', '$glob', '$regex'].includes(operator) ? [{ path, fact, operator, want, ...more }] : [];
}

type Judged = Pick<Finding, 'kind' | 'certainty' | 'message'>;

/** What there is to say of one comparison with an address; nothing where some recorded page answers it. */
function judge(recorded: Recorded, { fact, operator, want, options }: Omit<NamedLeaf, 'path'>): Judged | undefined {
  const seen = ADDRESSES[fact]?.(recorded);
  const one = { ...leaf(fact, operator, want), ...(options !== undefined && { options }) };
  if (!seen || [...seen].some((address) => holdsFor(one, address))) return undefined;
  const isEnough = recorded.journeys >= FEWEST_JOURNEYS;
  const many = `${recorded.journeys} recorded ${recorded.journeys === 1 ? 'journey' : 'journeys'}`;
  return {
    kind: 'url_matches_nothing',
    certainty: isEnough ? 'warning' : 'cannot_tell',
    message: isEnough
      ? `no page of ${many} has such an address: mend it, or take it out`
      : `no page of ${many} has such an address, but these are too few to tell`,
  };
}

/** Addresses in a rule's condition that no recorded page has. */
export const addressesOfRule: Check = (scene) => {
  const { recorded } = scene.options;
  if (!recorded) return [];
  return leavesOf(scene.rule.when, 'when')
    .flatMap(each)
    .flatMap((one) => {
      const said = judge(recorded, one);
      return said ? [finding(scene, { ...said, path: one.path })] : [];
    });
};

/** The same of the playbook's `limits.neverOn`. */
export function addressesOfPlaybook({ limits }: Unversioned, { recorded }: LintOptions): readonly Finding[] {
  if (!recorded) return [];
  return (limits?.neverOn ?? []).flatMap((want, index) => {
    const said = judge(recorded, { fact: 'page.path', operator: '$glob', want });
    return said ? [{ ...said, path: `limits.neverOn[${index}]`, rules: [] }] : [];
  });
}
