export { FACTS, SIGNALS, VARIABLES } from '../catalogue/index.ts';
export type { FactDefinition } from '../catalogue/index.ts';
export { canonicalJson } from './canonical.ts';
export { findTextProblems } from './json-text.ts';
export { parsePlaybook, parsePlaybookText } from './parse.ts';
export type { ParsedPlaybook, PlaybookFile } from './parse.ts';
export type { Problem } from './problems.ts';
