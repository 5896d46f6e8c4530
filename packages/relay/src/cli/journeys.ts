import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Playbook } from '@tillside/rules';
import { findJourneyMistake, writeJourney } from '@tillside/rules/journeys';
import type { DirectoryPort } from '../ports/index.ts';
import { fileReason, UsageError, withStore } from './host.ts';
import type { CliHost } from './host.ts';
import { gatherVisits } from './journeys/gather-visits.ts';
import { toJourney } from './journeys/to-journey.ts';
import { stepsOf } from './journeys/visit-steps.ts';
import type { FindRule } from './journeys/visit-steps.ts';
import { pickSite } from './pick-site.ts';
import type { Given } from './syntax.ts';

/** Playbooks that were current at once, give or take; more are read again. */
const MOST_PLAYBOOKS = 20;

function readSince(text: string | undefined): number {
  if (text === undefined) return 0;
  const at = /^\d{4}-\d{2}-\d{2}(?:T.+)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new UsageError(`--since ${text}: expected a day such as 2026-11-02, or an instant.`);
  return at;
}

function createFindRule(directory: DirectoryPort, site: string): FindRule {
  const playbooks = new Map<string, Playbook | undefined>();
  return async (version, rule) => {
    if (!playbooks.has(version)) {
      if (playbooks.size >= MOST_PLAYBOOKS) playbooks.clear();
      const json = await directory.playbook(site, version);
      playbooks.set(version, json === undefined ? undefined : (JSON.parse(json) as Playbook));
    }
    return playbooks.get(version)?.rules.find(({ id }) => id === rule);
  };
}

/** Where lines go: a new file that only its owner reads, or the terminal. */
async function openOut(host: CliHost, path: string | undefined) {
  if (path === undefined) {
    return { write: async (line: string) => host.print(line.trimEnd()), close: async () => undefined };
  }
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  try {
    await once(file, 'open');
  } catch (error) {
    throw new UsageError(`${path} was not written: ${fileReason(error)}.`, { cause: error });
  }
  return {
    write: async (line: string) => void (file.write(line) || (await once(file, 'drain'))),
    close: async () => {
      file.end();
      await finished(file);
    },
  };
}

/**
 * Writes what visitors did as journeys, one a line, the latest visit first. A visitor's id is replaced by one under a key that is made for
 * this export and forgotten with it; the ids of two exports have nothing to do with each other. Within one all visits of a visitor have the same.
 */
export async function journeysExport(host: CliHost, given: Given): Promise<void> {
  const sinceMs = readSince(given.option('since'));
  const path = given.option('out');
  const key = randomBytes(32);
  const rename = (visitor: string): string =>
    `jrn_${createHmac('sha256', key).update(visitor).digest('base64url').slice(0, 22)}`;

  await withStore(host, async ({ directory, journal }) => {
    const site = pickSite((await directory.load()).sites, given.option('site'));
    const attributes = (given.option('attributes') ?? '').split(',').filter((name) => name !== '');
    const allowed = { queryKeys: site.queryKeys ?? [], attributes };
    const findRule = createFindRule(directory, site.id);
    const out = await openOut(host, path);
    let [written, refused] = [0, 0];
    try {
      for await (const visit of gatherVisits(journal, site.id, sinceMs)) {
        const { beganAt, steps } = await stepsOf(visit, findRule);
        const journey = toJourney(rename(visit.visitor), beganAt, steps, allowed);
        if (!journey) continue;
        if (findJourneyMistake(journey)) refused += 1;
        else {
          await out.write(writeJourney(journey));
          written += 1;
        }
      }
    } finally {
      await out.close();
    }
    if (refused > 0) host.printError(`${refused} visits were left out: their records are no journeys.`);
    if (path !== undefined) host.print(`${written} journeys written to ${path}.`);
  });
}
