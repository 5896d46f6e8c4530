import type { Params } from './data-layer.ts';

const LAST_STEP = 20;

/** Which step of the checkout a `checkout_step` event tells. */
export function readStep(params: Params): number | undefined {
  const step = Math.trunc(Number(params['checkout_step'] ?? params['step']));
  return step > 0 && step <= LAST_STEP ? step : undefined;
}
