/** The linter: what is wrong with a playbook that is correctly written. For the command line, the console and publishing; browsers never load it. */
export { FINDING_KINDS } from './finding.ts';
export type { Certainty, Finding, FindingKind, LintOptions, Recorded } from './finding.ts';
export { lint } from './lint.ts';
export { readRecorded } from './recorded.ts';
