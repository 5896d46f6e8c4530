import { hashOf } from '@tillside/rules/core';
import type { Remembered } from './memory.ts';

const MOST_PATHS = 100;

/** Notes the page. True for one that was seen before in this visit, with another in between. */
export function isSeenAgain(memory: Remembered, path: string): boolean {
  const { paths } = memory._get();
  const hash = Math.floor(hashOf(path) * 2 ** 32);
  if (paths.at(-1) === hash) return false;
  memory._set({ paths: [...paths.filter((other) => other !== hash), hash].slice(-MOST_PATHS) });
  return paths.includes(hash);
}
