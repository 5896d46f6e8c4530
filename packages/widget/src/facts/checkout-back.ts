import type { Remembered } from './memory.ts';

/** Notes the step of the checkout that was entered. True for an earlier one than the last, which was entered before. */
export function isStepBack(memory: Remembered, step: number): boolean {
  const { steps } = memory._get();
  const isBack = step < (steps.at(-1) ?? 0) && steps.includes(step);
  memory._set({ steps: [...steps.filter((other) => other !== step), step] });
  return isBack;
}
