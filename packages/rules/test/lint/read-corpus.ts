import { readFileSync } from 'node:fs';
import type { Finding, LintOptions } from '../../src/lint/index.ts';
import { lint } from '../../src/lint/index.ts';
import { folder } from './generate-corpus.ts';
import type { PlainOptions, Specimen } from './planting/types.ts';

/** The committed playbooks of one kind. */
export const readCorpus = (name: string): readonly Specimen[] =>
  readFileSync(`${folder}${name}.ndjson`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Specimen);

const asOptions = ({ recorded, ...options }: PlainOptions): LintOptions => ({
  ...options,
  ...(recorded && {
    recorded: {
      journeys: recorded.journeys,
      urls: new Set(recorded.urls),
      paths: new Set(recorded.paths),
      currencies: new Set(recorded.currencies),
    },
  }),
});

export const lintSpecimen = ({ playbook, options }: Specimen): readonly Finding[] => lint(playbook, asOptions(options));
