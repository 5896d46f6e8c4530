import type { JourneyStep } from '@tillside/protocol';
import { pageTypeAfter, reduceStep } from '@tillside/rules/privacy';

type Step = NonNullable<ReturnType<typeof reduceStep>>;

/** As the engine's vocabulary says it: what is not there is a missing key. */
function stepOf({ at, signal, facts, outcome }: JourneyStep): Step {
  return {
    at,
    ...(facts === undefined ? {} : { facts }),
    ...(signal === undefined
      ? {}
      : {
          signal: {
            name: signal.name,
            ...(signal.of === undefined ? {} : { of: signal.of }),
            ...(signal.value === undefined ? {} : { value: signal.value }),
          },
        }),
    ...(outcome === undefined
      ? {}
      : { outcome: { outcome: outcome.outcome, ...(outcome.rule === undefined ? {} : { rule: outcome.rule }) } }),
  };
}

/**
 * A recorded stretch of a visit as the journal may have it: addresses reduced, titles gone where they name people, every other text a name
 * or `***`, texts of the shop's own attributes gone. The widget did so before; that a frame came from there is not believed.
 */
export function reduceSteps(steps: readonly JourneyStep[], queryKeys: readonly string[]): readonly Step[] {
  let pageType = '';
  return steps.flatMap((told) => {
    const step = stepOf(told);
    const reduced = reduceStep(step, { queryKeys }, pageType);
    pageType = pageTypeAfter(step, pageType);
    return reduced === undefined ? [] : [reduced];
  });
}
