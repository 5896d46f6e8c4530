import type { CliHost } from '../host.ts';
import { withStore } from '../host.ts';
import type { Given } from '../syntax.ts';
import type { Check, Patient } from './check.ts';
import { checkCover } from './check-cover.ts';
import { checkShifts } from './check-shifts.ts';
import { checkStore } from './check-store.ts';
import { checkSkills } from './check-skills.ts';

const checks: readonly Check[] = [checkStore, checkCover, checkShifts, checkSkills];

/**
 * Looks for what will go wrong before it does; prints a line for each finding, as JSON for programs.
 *
 * @returns 1 where something was found.
 */
export async function doctor(host: CliHost, given: Given): Promise<number> {
  const now = Date.now();
  const patient = await withStore(host, async ({ kind, directory, keeping }): Promise<Patient> => {
    const [risks, room] = [await keeping.risks(), await keeping.room()];
    return { directory: await directory.load(), now, kind, risks, room };
  });
  const findings = checks.flatMap((check) => check(patient));
  if (given.has('json')) host.print(JSON.stringify({ findings }, undefined, 2));
  else if (findings.length === 0) host.print('Nothing wrong was found.');
  else for (const { about, message } of findings) host.print(`${about}: ${message}`);
  return findings.length === 0 ? 0 : 1;
}
