import type { JourneyStep } from '@tillside/rules/journeys';
import { factOf } from '@tillside/rules/schema';
import type { JournalRow } from '../../ports/index.ts';
import type { TimedStep } from './visit-steps.ts';

/** A page that was loaded tells it once, with all its other facts; no page ever changes it. */
const TOLD_AT_LOAD = 'visit.device';
/** More than a network or a queue ever takes. */
const WRONG_CLOCK_MS = 3_600_000;

/**
 * What a widget in record mode sent, at the time of its own clock, or the journal's where that is wrong by more than an hour. A clock that is wrong
 * is so all visit long: put right each by itself, stretches that were sent late would come in another order.
 */
function timedSteps(rows: readonly JournalRow[]): readonly TimedStep[] {
  let shiftMs = 0;
  return rows.flatMap(({ journey, at }) => {
    const { startedAt, steps } = JSON.parse(journey ?? '{"steps":[]}') as {
      readonly startedAt: number;
      readonly steps: readonly JourneyStep[];
    };
    const lateMs = at - startedAt - (steps.at(-1)?.at ?? 0);
    if (Math.abs(lateMs - shiftMs) > WRONG_CLOCK_MS) shiftMs = Math.abs(lateMs) > WRONG_CLOCK_MS ? lateMs : 0;
    return steps.map(({ at: after, ...step }) => ({ now: startedAt + shiftMs + after, step }));
  });
}

const isOfPage = (fact: string): boolean => factOf(fact)?.from === 'page';

/**
 * The recorded steps of a visit in order. Each page tells only its own changes, and a new page begins with nothing: what the page before it
 * told and this one does not have (a title, a step of the checkout) is gone with the load, which the engine is told as `null`.
 */
export function recordedSteps(rows: readonly JournalRow[]): readonly TimedStep[] {
  const steps = [...timedSteps(rows.filter(({ kind }) => kind === 'journey.recorded'))].sort((a, b) => a.now - b.now);
  const known = new Set<string>();
  return steps.map((timed) => {
    const { facts } = timed.step;
    if (!facts) return timed;
    const isLoad = TOLD_AT_LOAD in facts && known.has(TOLD_AT_LOAD);
    const gone = isLoad ? [...known].filter((name) => !(name in facts)) : [];
    for (const name of gone) known.delete(name);
    for (const [name, value] of Object.entries(facts)) {
      if (value === null) known.delete(name);
      else if (isOfPage(name)) known.add(name);
    }
    const lost = Object.fromEntries(gone.map((name) => [name, null]));
    return { ...timed, step: { ...timed.step, facts: { ...lost, ...facts } } };
  });
}
