import { wrongs } from './check.ts';
import type { Outcome } from './run.ts';

const at = (sorted: readonly number[], share: number): string =>
  String(Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0));

const heads = ['fault', 'messages', 'of reps', ...wrongs, 'broken', 'p50 ms', 'p99 ms', 'target ms', 'from'];

function cells({ fault, notRun, messages, byReps, findings, recoveries }: Outcome): readonly string[] {
  if (notRun !== undefined) return [fault.name, 'not run', ...heads.slice(2).map(() => '')];
  const sorted = recoveries.toSorted((a, b) => a - b);
  const times = sorted.length === 0 ? ['', ''] : [at(sorted, 0.5), at(sorted, 0.99)];
  const counts = [...wrongs, 'broken'].map((wrong) => String(findings.filter((one) => one.wrong === wrong).length));
  const target = fault.targetMs === undefined ? '' : String(fault.targetMs);
  return [
    fault.name,
    String(messages),
    String(byReps),
    ...counts,
    ...times,
    target,
    sorted.length === 0 ? '' : fault.from,
  ];
}

/** What was made and what came of it, as Markdown. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = [
    heads,
    heads.map((_, index) => (index === 0 || index === heads.length - 1 ? '---' : '---:')),
    ...outcomes.map(cells),
  ];
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  const remarks = outcomes.flatMap(({ fault, notRun, findings, notes, unrecovered, logged }) => [
    ...(notRun === undefined ? [] : [`- ${fault.name}: not run: ${notRun}`]),
    ...findings.slice(0, 10).map(({ wrong, what }) => `- ${fault.name}: ${wrong}: ${what}`),
    ...(findings.length > 10 ? [`- ${fault.name}: and ${findings.length - 10} more`] : []),
    ...(unrecovered > 0 ? [`- ${fault.name}: to ${unrecovered} visitors nothing was acknowledged any more`] : []),
    ...notes.map((note) => `- ${fault.name}: ${note}`),
    ...unexpected(logged)
      .slice(0, 5)
      .map((line) => `- ${fault.name}: logged: ${line.slice(0, 400)}`),
  ]);
  return [...lines, ...(remarks.length === 0 ? [] : ['', ...remarks])].join('\n');
}

/** That the store did not answer is what a fault is for. */
const unexpected = (logged: readonly string[]): readonly string[] =>
  logged.filter((line) => !line.includes('StoreUnavailableError'));

/** Did everything hold that must? Times are printed and not judged. */
export const isKept = ({ notRun, findings, unrecovered }: Outcome): boolean =>
  notRun === undefined && findings.length === 0 && unrecovered === 0;
