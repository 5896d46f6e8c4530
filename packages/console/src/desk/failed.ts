import { readList } from '../read-list.ts';
import type { Unsent } from './thread.ts';

/** What the relay refused for good: the rep sends it again or discards it. */
export interface Failed extends Unsent {
  readonly conversation: string;
  readonly state: 'failed';
}

/** So that a browser's storage never fills up with the forgotten. */
const KEPT = 50;

/** The newest is last. Two windows may hear of the same refusal: it is there once. */
export const addFailed = (list: readonly Failed[], failed: Failed): readonly Failed[] =>
  [...list.filter(({ key }) => key !== failed.key), failed].slice(-KEPT);

/** What was kept, as far as it is what we once wrote. */
export const readFailed = (json: string | null): readonly Failed[] => readList(json, isFailed);

function isFailed(value: unknown): value is Failed {
  if (typeof value !== 'object' || value === null) return false;
  const { conversation, key, at, content, state } = value as Partial<Failed>;
  return (
    typeof conversation === 'string' &&
    typeof key === 'string' &&
    typeof at === 'number' &&
    typeof content?.kind === 'string' &&
    state === 'failed'
  );
}
