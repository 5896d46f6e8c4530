import type { z } from 'zod';
import type { Playbook } from '../playbook.ts';
import { checkTogether } from './cross.ts';
import { findTextProblems } from './json-text.ts';
import { playbookFile } from './playbook.ts';
import { formatPath } from './problems.ts';
import type { Problem } from './problems.ts';

/** The playbook as a shop writes it. */
export type PlaybookFile = Omit<Playbook, 'version'>;

export type ParsedPlaybook =
  | { readonly ok: true; readonly playbook: PlaybookFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface Finding {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function findingsTogether(json: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  checkTogether(json, (path, message) => findings.push({ path, message }));
  return findings;
}

function shapeFindings(error: z.ZodError | undefined): readonly Finding[] {
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: issue.message }))
      : [{ path: issue.path, message: issue.message }],
  );
}

/** Rules in the order of the file, everything else before them. */
const position = ({ path: [first, second] }: Finding): number =>
  first === 'rules' && typeof second === 'number' ? second : -1;

/** Checks a playbook file that was already read as JSON; every mistake is told at once, rule by rule. */
export function parsePlaybook(json: unknown): ParsedPlaybook {
  const result = playbookFile.safeParse(json);
  const findings = [...shapeFindings(result.error), ...findingsTogether(json)];
  if (result.success && findings.length === 0) {
    const { $schema: _, ...playbook } = result.data;
    return { ok: true, playbook };
  }
  findings.sort((a, b) => position(a) - position(b));
  return { ok: false, problems: findings.map(({ path, message }) => ({ path: formatPath(path), message })) };
}

/** Checks the text of a playbook file. What is no JSON is told by line and column. */
export function parsePlaybookText(text: string): ParsedPlaybook {
  const json = text.replace(/^\u{FEFF}/u, '');
  const problems = findTextProblems(json);
  return problems.length ? { ok: false, problems } : parsePlaybook(JSON.parse(json));
}
