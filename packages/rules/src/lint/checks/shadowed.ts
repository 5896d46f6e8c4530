import type { Listen, Rule } from '../../playbook.ts';
import { oneOf } from '../formula/answer.ts';
import type { Answer } from '../formula/answer.ts';
import { all, ofCondition } from '../formula/formula.ts';
import type { Formula } from '../formula/formula.ts';
import type { Finding } from '../finding.ts';
import { mayBeDisturbed, pageIsFree } from '../known/always.ts';
import { isDwell, momentsOf } from '../known/moments.ts';
import { covers, hoursFormula, openWeek } from '../known/week.ts';
import { finding, levelOf } from '../scene.ts';
import type { Scene, Unversioned } from '../scene.ts';
import { invitedArms } from './audience.ts';
import { isPartOf } from './entries.ts';
import { canBe } from './never.ts';

/** Whether the first is judged before the second; `isEarlier`: it stands before it in the document. */
function ranksAbove(high: Rule, low: Rule, isEarlier: boolean): boolean {
  const byLevel = levelOf(high) - levelOf(low);
  const byPriority = (high.priority ?? 0) - (low.priority ?? 0);
  return byLevel > 0 || (byLevel === 0 && (byPriority > 0 || (byPriority === 0 && isEarlier)));
}

/** Everybody whom the lower rule invites is invited by the higher one, or held out by it. */
function reachesAllOf(playbook: Unversioned, high: Rule, low: Rule): boolean {
  if (high.audience?.arms === undefined) return true;
  if (high.audience.experiment !== low.audience?.experiment) return false;
  const reached = new Set(invitedArms(playbook, high).map(({ id }) => id));
  return invitedArms(playbook, low).every(({ id }) => reached.has(id));
}

/** The playbook's quota is used up whenever the rule's own is. */
function quotaIsMoot({ limits }: Unversioned, { limits: own }: Rule): boolean {
  const [wide, narrow] = [limits?.perVisitor ?? { times: 40, days: 90 }, own?.perVisitor];
  return !narrow || (wide.times <= narrow.times && wide.days >= narrow.days);
}

const isPlain = ({ flow, count = 1, afterMs = 0, signal }: Listen): boolean =>
  !flow && count === 1 && afterMs === 0 && signal !== 'clock';

const sameKey = (entry: Listen): string => JSON.stringify(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * How the higher rule is asked whenever this entry of the lower one is. `same`: by an entry that is the same, whose wait begins with the
 * condition, so that only the same condition keeps the two in step.
 */
function isAskedWith(high: Rule, entry: Listen): 'always' | 'same' | undefined {
  const last = entry.flow?.at(-1) ?? entry;
  const isLate = (entry.afterMs ?? 0) > 0;
  if (!isLate && entry.signal !== 'clock' && high.on.some((one) => isPlain(one) && isPartOf(last, one)))
    return 'always';
  if (!high.on.some((one) => sameKey(one) === sameKey(entry))) return undefined;
  return isLate && !isDwell(entry) ? 'same' : 'always';
}

/** More rivals than this are not taken together: each alone is looked at anyway. */
const MOST_TOGETHER = 6;

/** Whether the lower rule ever has its turn, and because of whom it does not. */
interface Verdict {
  readonly answer: Answer;
  readonly rivals: readonly Rule[];
}

/** The first of them to which the answer is `no`, else the first `unknown`. */
function worst(rivals: readonly Rule[], ask: (rival: Rule) => Answer): Verdict | undefined {
  let dark: Verdict | undefined;
  for (const rival of rivals) {
    const answer = ask(rival);
    if (answer === 'no') return { answer, rivals: [rival] };
    if (answer === 'unknown') dark ??= { answer, rivals: [rival] };
  }
  return dark;
}

/** Whether the lower rule can invite at this entry although the higher ones are asked with it. */
function judgeEntry(scene: Scene, entry: Listen, above: readonly Rule[]): Verdict {
  const own = ofCondition(scene.rule.when);
  const not = (rule: Rule): Formula => ofCondition(rule.when, false);
  const premise = all(
    own,
    momentsOf(entry).at(-1) ?? own,
    hoursFormula(openWeek(scene.rule.schedule)),
    mayBeDisturbed,
    pageIsFree(scene.playbook),
  );
  const wins = (...rivals: readonly Rule[]): Answer => canBe(scene, all(premise, ...rivals.map(not)));
  /** Two waits are in step only where both conditions always are. */
  const differs = (rival: Rule): Answer =>
    oneOf([all(own, not(rival)), all(ofCondition(rival.when), not(scene.rule))].map((way) => canBe(scene, way)));

  const asked = above.filter((rule) => isAskedWith(rule, entry) === 'always');
  const waiting = above.filter((rule) => isAskedWith(rule, entry) === 'same');
  const alone = [worst(asked, wins), worst(waiting, differs)].filter((one) => one !== undefined);
  const sure = alone.find(({ answer }) => answer === 'no');
  if (sure) return sure;
  if (asked.length > 1 && asked.length <= MOST_TOGETHER && wins(...asked) === 'no') {
    const rivals = asked.reduce((left, rule) => {
      const fewer = left.filter((one) => one !== rule);
      return wins(...fewer) === 'no' ? fewer : left;
    }, asked);
    return { answer: 'no', rivals };
  }
  return alone[0] ?? { answer: 'yes', rivals: [] };
}

/** Whether the rule can invite at any of its entries. */
function judgeRule(scene: Scene, above: readonly Rule[]): Verdict {
  const verdicts: Verdict[] = [];
  for (const entry of scene.rule.on) {
    const verdict = judgeEntry(scene, entry, above);
    if (verdict.answer === 'yes') return verdict;
    verdicts.push(verdict);
  }
  return {
    answer: oneOf(verdicts.map(({ answer }) => answer)),
    rivals: [...new Set(verdicts.flatMap(({ rivals }) => rivals))],
  };
}

/**
 * A rule that never invites because others that rank above it are asked whenever it is, hold whenever it does, and reach whomever it does.
 * Once one of them has used up its times in a visit, its funnel level keeps the lower rule quiet for 24 h, and the visit's limit may too.
 */
export function shadowed(scene: Scene, alive: readonly Rule[]): readonly Finding[] {
  const { playbook, rule } = scene;
  const place = playbook.rules.indexOf(rule);
  const above = alive.filter(
    (high) =>
      high !== rule &&
      ranksAbove(high, rule, playbook.rules.indexOf(high) < place) &&
      rule.on.some((entry) => isAskedWith(high, entry)) &&
      covers(high.schedule, rule.schedule) &&
      reachesAllOf(playbook, high, rule) &&
      quotaIsMoot(playbook, high),
  );
  const { answer, rivals: blamed } = judgeRule(scene, above);
  if (answer === 'yes') return [];
  const names = blamed.map(({ id }) => id);
  const others = { others: names, path: 'on', kind: 'shadowed' } as const;
  const whom = names.map((name) => `‘${name}’`).join(' and ');
  if (answer === 'unknown')
    return [
      finding(scene, {
        ...others,
        certainty: 'cannot_tell',
        message: `${whom} may always come first: whether one condition is within the other could not be decided`,
      }),
    ];
  const isForEver = blamed.every((high) => (high.limits?.perVisit ?? 1) >= (playbook.limits?.perVisit ?? 2));
  const limit = isForEver ? '' : ' (but in a visit of more than 24 hours)';
  return [
    finding(scene, {
      ...others,
      certainty: isForEver ? 'error' : 'warning',
      message: `never invites${limit}: ${whom} ranks above it, is asked whenever it is, and holds whenever it does. Give this rule a deeper funnel level or a higher priority, or narrow the other one`,
    }),
  ];
}
