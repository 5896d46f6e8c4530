import type { Journey } from './types.ts';

/** One line of a journeys file, its end included. */
export function writeJourney({ v, journey, startedAt, steps }: Journey): string {
  return `${JSON.stringify({ v, journey, startedAt, steps })}\n`;
}
