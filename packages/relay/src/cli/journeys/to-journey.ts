import type { Journey, JourneyStep } from '@tillside/rules/journeys';
import { pageTypeAfter, reduceStep } from '@tillside/rules/privacy';
import type { Allowed } from '@tillside/rules/privacy';
import type { TimedStep } from './visit-steps.ts';

const MINUTE_MS = 60_000;

/**
 * One visit as a journey, everything reduced. It begins with the minute: to the millisecond it would be found again in a web server's log. Nothing where no signal is left, which is a visit that no rule could ask about.
 */
export function toJourney(
  journey: string,
  beganAt: number,
  steps: readonly TimedStep[],
  allowed: Allowed,
): Journey | undefined {
  const began = Math.round(beganAt);
  const reduced: JourneyStep[] = [];
  let pageType = '';
  for (const { now, step } of steps) {
    const kept = reduceStep({ at: Math.max(0, Math.round(now) - began), ...step }, allowed, pageType);
    pageType = pageTypeAfter(step, pageType);
    if (kept) reduced.push(kept);
  }
  if (!reduced.some(({ signal }) => signal)) return undefined;
  return { v: 1, journey, startedAt: began - (began % MINUTE_MS), steps: reduced };
}
