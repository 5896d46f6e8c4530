import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/index.ts';
import type { Decision, Playbook, StepInput } from '../../src/index.ts';
import { lint } from '../../src/lint/index.ts';
import { DAY, T0 } from '../helpers.ts';
import { playbook } from './shops.ts';
import { stepsOf, walk } from './visitors.ts';

/** Plays a journey as a widget would: whatever is decided is shown, or withheld now and then, and woken for. */
function play(of: Playbook, steps: readonly StepInput[], visitorSeed: string): readonly Decision[] {
  const engine = createEngine(of, { visitorSeed });
  let state = engine.start(undefined, T0);
  let wakeAt: number | undefined;
  const decisions: Decision[] = [];
  const take = (input: StepInput): void => {
    const result = engine.step(state, input);
    ({ state, wakeAt } = result);
    decisions.push(...result.decisions);
    const invited = result.decisions.find(({ kind }) => kind === 'invite');
    if (!invited) return;
    const isShown = (decisions.length + input.now) % 5 > 0;
    take({ now: input.now, outcome: { rule: invited.rule, outcome: isShown ? 'shown' : 'withheld' } });
    if (isShown) take({ now: input.now + 1, outcome: { rule: invited.rule, outcome: 'withdrawn' } });
  };
  for (const input of steps) {
    for (let turns = 0; wakeAt !== undefined && wakeAt < input.now && turns < 20; turns++) take({ now: wakeAt });
    take(input);
  }
  return decisions;
}

/** Whether a visit of a day or more is in the journey, whose rules begin anew within it. */
function hasLongVisit(steps: readonly StepInput[]): boolean {
  let [visitAt, loadedAt] = [T0, T0];
  return steps.some(({ now, signal }) => {
    if (signal?.name === 'page_view') {
      if (now - loadedAt >= 30 * 60_000) visitAt = now;
      loadedAt = now;
    }
    return now - visitAt >= DAY;
  });
}

/** `RUNS=12000` searches for longer. */
const NUM_RUNS = Number(process.env['RUNS'] ?? 300);
const DEADLY = ['never', 'contradictory', 'unreachable', 'shadowed'];

describe('what the linter says is so', () => {
  it('[LT4] a rule that is said never to invite never does, in whatever journey', () => {
    const seen = { dead: 0, shadowed: 0, invited: 0 };
    fc.assert(
      fc.property(playbook, fc.array(walk, { minLength: 3, maxLength: 3 }), fc.string(), (of, walks, seed) => {
        const findings = lint(of);
        const dead = findings.filter(
          (one) =>
            DEADLY.includes(one.kind) &&
            (one.certainty === 'error' || one.kind === 'shadowed') &&
            one.certainty !== 'cannot_tell',
        );
        const deadEntries = findings.filter(
          ({ kind, path, certainty }) => certainty === 'warning' && DEADLY.includes(kind) && path.includes('.on['),
        );
        seen.dead += dead.length;
        seen.shadowed += dead.filter(({ kind }) => kind === 'shadowed').length;
        for (const [index, moves] of walks.entries()) {
          const steps = stepsOf(moves);
          const isLong = hasLongVisit(steps);
          const invited = play(of, steps, `${seed}${index}`).filter(({ kind }) => kind === 'invite');
          seen.invited += invited.length;
          for (const finding of dead) {
            if (finding.certainty === 'warning' && isLong) continue;
            expect(
              invited.filter(({ rule }) => rule === finding.rules[0]),
              finding.message,
            ).toEqual([]);
          }
          for (const { path, rules, message } of deadEntries) {
            const entry = Number(/\.on\[(\d+)\]/.exec(path)?.[1]);
            expect(
              invited.filter(({ rule, trace }) => rule === rules[0] && trace.entry === entry),
              message,
            ).toEqual([]);
          }
        }
      }),
      { numRuns: NUM_RUNS },
    );
    // Otherwise nothing was put to the test.
    expect(seen.dead).toBeGreaterThan(100);
    expect(seen.shadowed).toBeGreaterThan(12);
    expect(seen.invited).toBeGreaterThan(150);
  });

  it('[LT11] a limit that is said never to come into play changes no invitation', () => {
    let limits = 0;
    fc.assert(
      fc.property(playbook, fc.array(walk, { minLength: 2, maxLength: 2 }), (of, walks) => {
        const moot = lint(of).filter(({ kind }) => kind === 'limit_never_binds');
        limits += moot.length;
        if (moot.length === 0) return;
        const without: Playbook = {
          ...of,
          rules: of.rules.map(({ limits: own = {}, ...rule }) => {
            const { perVisit = 1, perVisitor } = own;
            const says = (path: string): boolean =>
              moot.some((one) => one.rules[0] === rule.id && one.path.endsWith(`.limits.${path}`));
            return {
              ...rule,
              limits: {
                perVisit: says('perVisit') ? 100 : perVisit,
                ...(perVisitor && !says('perVisitor') && { perVisitor }),
              },
            };
          }),
        };
        for (const steps of walks.map(stepsOf)) {
          if (hasLongVisit(steps)) continue;
          const [told, freed] = [of, without].map((one) =>
            play(one, steps, 's').filter(({ kind }) => kind !== 'suppress'),
          );
          expect(freed?.map(({ rule, trace }) => [rule, trace.at])).toEqual(
            told?.map(({ rule, trace }) => [rule, trace.at]),
          );
        }
      }),
      { numRuns: NUM_RUNS },
    );
    expect(limits).toBeGreaterThan(50);
  });
});
