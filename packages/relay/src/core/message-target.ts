import type { Engagement, LogState } from '../ports/index.ts';

/** Within which time the first answer by message is promised where the site says nothing else. Milliseconds. */
export const usualMessageTargetMs = 4 * 3_600_000;

/**
 * Since when the visitor waits for a first answer by message. What was left as one waits since then. A talk that fell asleep, or that the rep
 * put off after a last word, waits for nothing until the visitor writes again.
 */
export function askedSince(
  { at, cause }: NonNullable<Engagement['byMessage']>,
  { lastVisitorMessageAt: asked }: Pick<LogState, 'lastVisitorMessageAt'>,
): number | undefined {
  if (cause !== 'idle') return at;
  return asked !== undefined && asked > at ? asked : undefined;
}
