import { afterAll } from 'vitest';
import { countResources, describeLeaks, settle } from './resources.ts';
import { watchTimers } from './timers.ts';

/**
 * Set-up file of the unit tests: a test file must leave nothing behind that keeps a process alive. What a file forgets
 * to stop is what a relay forgets to stop, so a forgotten timer or socket fails the file that made it.
 */
const timers = watchTimers();
// Node opens these on first use, whoever that is.
void [process.stdin, process.stdout, process.stderr];
const before = countResources();

// Registered first, so it runs after the file's own clean-up.
afterAll(async () => {
  const leaks = await settle(before, timers.waiting);
  timers.stop();
  if (leaks.length > 0) throw new Error(describeLeaks(leaks));
});
