import { createEngine } from '@tillside/rules';
import type { Decision, Engine, EngineState, Playbook, Rule, StepInput } from '@tillside/rules';
import { toMongo } from './conditions.ts';
import { createDice } from './workload.ts';
import type { Happening, Tree } from './workload.ts';

/** The engine under the workload, with everything on that a shop would have on: limits, a schedule, a time zone, pages that never invite, traces. */

export const begin = Date.UTC(2026, 10, 2, 12);
const msBetween = 200;
const EVENT = { name: 'custom', of: 'event' } as const;
/** Holds always and is weaker than all others: so every event comes to exactly one decision. */
export const FALLBACK = 'fallback';

const daily = { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' } as const;

function makeRule(id: string, rest: Partial<Rule>): Rule {
  return {
    id,
    name: id,
    on: [{ signal: EVENT.name, of: EVENT.of }],
    limits: { perVisit: 20, perVisitor: { times: 20, days: 90 } },
    schedule: { firstDay: '2026-01-01', lastDay: '2027-12-31', hours: [daily] },
    invite: { text: { en: 'Can {rep|we} help?' } },
    ...rest,
  };
}

const playbookOf = (rules: readonly Rule[]): Playbook => ({
  version: 'bench',
  timeZone: 'Europe/Berlin',
  limits: { perVisit: 20, perVisitor: { times: 40, days: 90 }, neverOn: ['/legal/**', '/**/print'] },
  rules,
});

/** The workload's rules over four funnel levels and ten priorities, and the fallback. */
export function makePlaybook(trees: readonly (readonly Tree[])[]): Playbook {
  const rules = trees.map((parts, index) =>
    makeRule(`r${index}`, { when: { $and: parts.map(toMongo) }, funnel: 1 + (index % 4), priority: index % 10 }),
  );
  return playbookOf([...rules, makeRule(FALLBACK, {})]);
}

export const engineOf = (playbook: Playbook): Engine<EngineState> => createEngine(playbook, { visitorSeed: 'bench' });

/** Which rule wins where these hold: the rank that the playbook asks for, computed once more. */
export function winnerOf(verdicts: string): string {
  let best = FALLBACK;
  let bestRank = -1;
  for (let index = 0; index < verdicts.length; index += 1) {
    const rank = (1 + (index % 4)) * 10 + (index % 10);
    if (verdicts[index] === '1' && rank > bestRank) [best, bestRank] = [`r${index}`, rank];
  }
  return best;
}

/** One step an event, the former decision's `withheld` in it: nothing then stands in the way of the next. */
export function makeInputs(happenings: readonly Happening[], winners: readonly string[]): readonly StepInput[] {
  return happenings.map(({ changes }, index) => {
    const rule = winners[index === 0 ? winners.length - 1 : index - 1] ?? FALLBACK;
    return {
      now: begin + index * msBetween,
      outcome: { rule, outcome: 'withheld' },
      facts: changes,
      signal: EVENT,
    };
  });
}

/**
 * The verdict on every rule for every event, as the engine tells it: with an invitation on screen no rule may invite, so each is told
 * with its reason, and a condition that does not hold comes before everything else.
 */
export function readVerdicts(playbook: Playbook, happenings: readonly Happening[]): readonly string[] {
  const engine = engineOf(playbook);
  const shown = { rule: FALLBACK, outcome: 'shown' } as const;
  let { state } = engine.step(engine.start(undefined, begin), { now: begin, outcome: shown });
  return happenings.map(({ changes }) => {
    const result = engine.step(state, { now: begin, facts: changes, signal: EVENT });
    state = result.state;
    const told = new Map(result.decisions.map((one) => [one.rule, one]));
    return playbook.rules
      .filter(({ id }) => id !== FALLBACK)
      .map(({ id }) => verdictOf(told.get(id)))
      .join('');
  });
}

function verdictOf(decision: Decision | undefined): string {
  if (decision?.kind !== 'suppress') throw new Error('the engine told no reason of a rule that was asked');
  return decision.reason === 'condition' ? '0' : '1';
}

const groupSize = 5;
const groupEvents = 2_000;

/**
 * Rules in groups of five, each group with a signal and facts of its own: an event concerns five rules, however many there are.
 * `by` says whether a group's signal is known by its name or by its kind (the shop's own events all have one name).
 */
export function makeGroups(count: number, by: 'name' | 'of'): { playbook: Playbook; inputs: readonly StepInput[] } {
  const { int } = createDice(11);
  const signalOf = (group: number) =>
    by === 'name' ? { name: `event_${group}` } : { name: 'custom', of: `e${group}` };
  const rules = Array.from({ length: count }, (_, index) => {
    const group = Math.floor(index / groupSize);
    const { name, ...kind } = signalOf(group);
    const isLast = index % groupSize === groupSize - 1;
    return makeRule(`r${index}`, {
      on: [{ signal: name, ...kind }],
      ...(isLast
        ? {}
        : {
            when: { [`amount${group}`]: { $gte: int(1, 10) }, [`kind${group}`]: { $in: ['a', `b${index}`] } },
            priority: 1 + int(0, 10),
          }),
    });
  });
  const inputs = Array.from({ length: groupEvents }, (_, index): StepInput => {
    const group = int(0, count / groupSize);
    const facts =
      int(0, 3) === 0 ? { [`kind${group}`]: int(0, 2) === 0 ? 'a' : 'c' } : { [`amount${group}`]: int(0, 12) };
    return { now: begin + index * msBetween, outcome: { outcome: 'withheld' }, facts, signal: signalOf(group) };
  });
  return { playbook: playbookOf(rules), inputs };
}
