import type { Listen, Rule } from '../../types.ts';
import { allOf } from '../formula/answer.ts';
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

/** Whether the lower rule can invite at this entry although the higher ones are asked with it. */
function canWin(scene: Scene, entry: Listen, above: readonly Rule[]): Answer {
  const own = ofCondition(scene.rule.when);
  const not = (rule: Rule): Formula => ofCondition(rule.when, false);
  const moment = momentsOf(entry).at(-1) ?? own;
  const premise = all(
    own,
    moment,
    hoursFormula(openWeek(scene.rule.schedule)),
    mayBeDisturbed,
    pageIsFree(scene.playbook),
  );
  const asked = above.filter((rule) => isAskedWith(rule, entry) === 'always');
  const waiting = above.filter((rule) => isAskedWith(rule, entry) === 'same');
  const answers: Answer[] = [
    ...(asked.length ? [canBe(scene, all(premise, ...asked.map(not)))] : []),
    ...waiting.map((rule): Answer => {
      const ways = [all(own, not(rule)), all(ofCondition(rule.when), not(scene.rule))].map((way) => canBe(scene, way));
      return ways.includes('yes') ? 'yes' : ways.includes('unknown') ? 'unknown' : 'no';
    }),
  ];
  // One rule that is always in the way is enough.
  return answers.length ? allOf(answers) : 'yes';
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
      covers(high.schedule, rule.schedule) &&
      reachesAllOf(playbook, high, rule) &&
      quotaIsMoot(playbook, high),
  );
  const answer = winsSomewhere(scene, above);
  if (answer === 'yes') return [];
  const blamed = fewest(scene, above);
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

/** Whether the rule can invite at any of its entries. */
function winsSomewhere(scene: Scene, above: readonly Rule[]): Answer {
  let answer: Answer = 'no';
  for (const entry of scene.rule.on) {
    const said = canWin(scene, entry, above);
    if (said === 'yes') return said;
    if (said === 'unknown') answer = said;
  }
  return answer;
}

/** Those of the rules above that are to blame: the others are not needed for it. */
function fewest(scene: Scene, above: readonly Rule[]): readonly Rule[] {
  const answer = winsSomewhere(scene, above);
  return above.reduce<readonly Rule[]>((left, rule) => {
    const fewer = left.filter((one) => one !== rule);
    return winsSomewhere(scene, fewer) === answer ? fewer : left;
  }, above);
}
