import { findTextProblems } from '@tillside/rules/schema';
import type { z } from 'zod';
import { crossMistakes } from './cross-checks.ts';
import { hoursWarnings, neverOpen } from './hours-checks.ts';
import { siteFile } from './schema.ts';
import type { SiteFile } from './schema.ts';
import { siteFileWords } from './words.ts';

export interface Mistake {
  /** Where, as a path into the file: `route[1].team`; empty: the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export type ReadResult =
  | { readonly ok: true; readonly file: SiteFile; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => text + (typeof key === 'number' ? `[${key}]` : `${text && '.'}${String(key)}`),
    '',
  );

function shapeMistakes(error: z.ZodError | undefined): readonly Mistake[] {
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: issue.message }))
      : [{ path: pathText(issue.path), message: issue.message }],
  );
}

/** What a file may say, and its author should think about. */
export function siteWarnings(file: SiteFile): readonly string[] {
  const warnings: string[] = [];
  if (file.privacyUrl === undefined)
    warnings.push('privacyUrl is missing: visitors are then not shown where their words are kept and why.');
  if (file.livePreview)
    warnings.push(
      'livePreview is on: reps see what visitors type before it is sent. The panel tells visitors so in a line that stays; your privacy notice should, too.',
    );
  if (file.invitationsBeforeConsent)
    warnings.push(
      'invitationsBeforeConsent is on: invitations are shown to visitors who have not agreed to anything yet. Nothing is stored or sent before their click; ask whoever advises you on privacy.',
    );
  if (file.rememberUrl !== undefined)
    warnings.push(
      "rememberUrl is set: after consent, who a visitor is outlives the browser's own storage, for up to 180 days. Name the cookie in your privacy notice.",
    );
  file.teams.forEach((team, index) => {
    if (!file.route.some((step) => step.team === team.id))
      warnings.push(`teams[${index}]: no step of "route" leads to ${team.id}, so nobody is brought to it.`);
  });
  if (file.tariff.currency !== file.currency)
    warnings.push(
      `tariff.currency is ${file.tariff.currency}, but the shop sells in ${file.currency}: orders in ${file.currency} earn no bounty.`,
    );
  return [...warnings, ...hoursWarnings(file)];
}

/** Reads a site file and names every mistake at once. */
export function readSiteFile(text: string): ReadResult {
  const json = text.replace(/^\u{FEFF}/u, '');
  const unreadable = findTextProblems(json);
  if (unreadable.length > 0) return { ok: false, mistakes: unreadable };
  const content: unknown = JSON.parse(json);
  const parsed = siteFile.safeParse(content, { error: siteFileWords });
  const together = parsed.success ? neverOpen(parsed.data) : [];
  const mistakes = [...shapeMistakes(parsed.error), ...crossMistakes(content), ...together];
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes };
  return { ok: true, file: parsed.data, warnings: siteWarnings(parsed.data) };
}
