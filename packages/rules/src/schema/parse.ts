import type { z } from 'zod';
import type { Playbook } from '../types.ts';
import { findTextProblems } from './json-text.ts';
import { playbookFile } from './playbook.ts';
import { formatPath, isObject } from './problems.ts';
import type { Problem } from './problems.ts';
import { checkText } from './text.ts';

/** The playbook as a shop writes it. */
export type PlaybookFile = Omit<Playbook, 'version'>;

export type ParsedPlaybook =
  | { readonly ok: true; readonly playbook: PlaybookFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface Finding {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Mistakes that only show when parts are seen together; told even while the parts themselves are wrong. */
function crossFindings(json: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  const rules = isObject(json) && Array.isArray(json['rules']) ? json['rules'] : [];
  const places = new Map<unknown, number>();
  rules.forEach((rule: unknown, index) => {
    if (!isObject(rule)) return;
    const { id, invite } = rule;
    const earlier = places.get(id);
    if (earlier === undefined) places.set(id, index);
    else if (typeof id === 'string')
      findings.push({ path: ['rules', index, 'id'], message: `'${id}' is taken by rules[${earlier}]` });
    if (!isObject(invite)) return;
    checkText(invite['text'], invite['held'] !== false, ['rules', index, 'invite', 'text'], (path, message) =>
      findings.push({ path, message }),
    );
  });
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
  const findings = [...shapeFindings(result.error), ...crossFindings(json)];
  if (result.success && findings.length === 0) return { ok: true, playbook: result.data };
  findings.sort((a, b) => position(a) - position(b));
  return { ok: false, problems: findings.map(({ path, message }) => ({ path: formatPath(path), message })) };
}

/** Checks the text of a playbook file. What is no JSON is told by line and column. */
export function parsePlaybookText(text: string): ParsedPlaybook {
  const json = text.replace(/^\u{FEFF}/u, '');
  const problems = findTextProblems(json);
  return problems.length ? { ok: false, problems } : parsePlaybook(JSON.parse(json));
}
