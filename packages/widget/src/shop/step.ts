import type { Params } from './data-layer.ts';

const LAST_STEP = 20;

/** Which step of the checkout a `checkout_step` event tells. */
export function readStep(params: Params): number | undefined {
  const step = ~~((params['checkout_step'] ?? params['step']) as number);
  return step > 0 && step <= LAST_STEP ? step : undefined;
}
