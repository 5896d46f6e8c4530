import { setTimeout as wait } from 'node:timers/promises';

/**
 * What may not be left behind, by Node's names, in words. Timers are watched in timers.ts;
 * files being read and the runner's own ports are left out.
 */
const WATCHED: Readonly<Record<string, string>> = {
  TCPServerWrap: 'listening TCP server',
  TCPSocketWrap: 'open TCP socket',
  PipeWrap: 'open pipe or unix socket',
  PipeServerWrap: 'listening unix socket',
  TTYWrap: 'terminal',
  UDPWrap: 'UDP socket',
  ProcessWrap: 'child process',
  FSEventWrap: 'file watcher',
  StatWatcher: 'file watcher (polling)',
};

/** A socket that both sides closed takes a few turns of the loop to be gone; a child process that was told to stop, and a busy machine, longer. */
const PATIENCE_MS = 8_000;

/** The watched resources that keep this process alive now. What is unreferenced keeps nothing alive and does not count. */
export function countResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) {
    if (type in WATCHED) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

/** What there is now and was not `before`, and the timers that wait, each in words. */
export function findLeaks(before: ReadonlyMap<string, number>, waitingTimers: () => readonly string[]): string[] {
  const leaks = waitingTimers().map((origin) => `timer set ${origin}`);
  for (const [type, count] of countResources()) {
    const more = count - (before.get(type) ?? 0);
    if (more > 0) leaks.push(`${more} × ${WATCHED[type] ?? type}`);
  }
  return leaks;
}

/** Waits until nothing is left over, or patience ends; returns what is still there. */
export async function settle(
  before: ReadonlyMap<string, number>,
  waitingTimers: () => readonly string[],
  patienceMs = PATIENCE_MS,
): Promise<readonly string[]> {
  const until = performance.now() + patienceMs;
  let leaks = findLeaks(before, waitingTimers);
  while (leaks.length > 0 && performance.now() < until) {
    await wait(10, undefined, { ref: false });
    leaks = findLeaks(before, waitingTimers);
  }
  return leaks;
}

export function describeLeaks(leaks: readonly string[]): string {
  const list = leaks.map((leak) => `\n  - ${leak}`).join('');
  return `this test file left behind:${list}\nStop what was started (close, clearTimeout, kill) in the test, afterEach or afterAll.`;
}
