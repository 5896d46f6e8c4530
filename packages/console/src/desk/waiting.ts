/** From here on a wait is shown as pressing, then as late. Milliseconds. A shopper at a checkout gives a shop about a minute. */
export const pressingAfterMs = 30_000;
export const lateAfterMs = 60_000;

export type WaitLevel = 'fresh' | 'pressing' | 'late';

export function waitLevel(waitedMs: number): WaitLevel {
  if (waitedMs >= lateAfterMs) return 'late';
  return waitedMs >= pressingAfterMs ? 'pressing' : 'fresh';
}
