import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/index.ts';
import type { FindingKind } from '../../src/lint/index.ts';
import { parsePlaybook } from '../../src/schema/index.ts';
import { asLines, CLEAN, FAULTS, folder, makeCorpus } from './generate-corpus.ts';
import { lintSpecimen, readCorpus } from './read-corpus.ts';

/** Each is linted once. */
const findingsOf = new Map(
  ['clean', ...Object.keys(FAULTS)].flatMap((name) =>
    readCorpus(name).map((one) => [one.name, lintSpecimen(one)] as const),
  ),
);
const kinds = Object.keys(FAULTS) as readonly FindingKind[];

describe('the corpus', () => {
  it('is what its generator makes, from its own seed', () => {
    for (const [name, list] of makeCorpus())
      expect(readFileSync(`${folder}${name}.ndjson`, 'utf8'), name).toBe(asLines(list));
  });

  it('has playbooks of three to twelve rules that the schema accepts, eighty clean ones and at least eight of each fault', () => {
    expect(readCorpus('clean')).toHaveLength(CLEAN);
    expect(CLEAN).toBeGreaterThanOrEqual(80);
    for (const kind of kinds) expect(readCorpus(kind).length, kind).toBeGreaterThanOrEqual(8);
    for (const { name, playbook } of ['clean', ...kinds].flatMap(readCorpus)) {
      expect(parsePlaybook(playbook), name).toMatchObject({ ok: true });
      expect(playbook.rules.length, name).toBeGreaterThanOrEqual(3);
      expect(playbook.rules.length, name).toBeLessThanOrEqual(12);
    }
  });

  it('[LT1] nothing is found in a clean playbook', () => {
    let open = 0;
    for (const specimen of readCorpus('clean')) {
      const findings = findingsOf.get(specimen.name) ?? [];
      expect(
        findings.filter(({ certainty }) => certainty !== 'cannot_tell'),
        specimen.name,
      ).toEqual([]);
      open += findings.length;
    }
    // What could not be told of eighty playbooks: a linter that says this of everything would pass the lines above.
    expect(open).toBeLessThanOrEqual(4);
  });

  it('[LT1] nothing is found in the playbooks that come with the project', () => {
    const root = fileURLToPath(new URL('../../../../', import.meta.url));
    const files = globSync(['examples/playbooks/*.json', 'examples/**/*playbook.json'], { cwd: root });
    const playbooks = files.map((file) => parsePlaybook(JSON.parse(readFileSync(join(root, file), 'utf8'))));
    const good = playbooks.flatMap((parsed) => (parsed.ok ? [parsed.playbook] : []));
    expect(good.length).toBeGreaterThanOrEqual(12);
    expect(good.flatMap((playbook) => lint(playbook))).toEqual([]);
  });

  it('[LT2] every kind is in docs/lint.md', () => {
    const page = readFileSync(new URL('../../../../docs/lint.md', import.meta.url), 'utf8');
    expect([...page.matchAll(/^\| `(\w+)`/gm)].map(([, kind]) => kind)).toEqual(kinds);
  });

  it.each(kinds)('[LT2] every %s is found where it was planted, and nothing else', (kind) => {
    for (const specimen of readCorpus(kind)) {
      const found = (findingsOf.get(specimen.name) ?? [])
        .filter(
          ({ certainty, kind }) => certainty !== 'cannot_tell' || specimen.expected.some((one) => one.kind === kind),
        )
        .map(({ kind, certainty, path }) => ({ kind, certainty, path }));
      expect(found, specimen.name).toEqual(specimen.expected);
    }
  });

  it('[LT3] names the rules that have to do with it, the one at its path first', () => {
    for (const specimen of kinds.flatMap(readCorpus))
      for (const { path, rules, message } of findingsOf.get(specimen.name) ?? []) {
        const [, index] = /^rules\[(\d+)\]/.exec(path) ?? [];
        expect(rules[0], specimen.name).toBe(
          index === undefined ? undefined : specimen.playbook.rules[Number(index)]?.id,
        );
        expect(message.length, specimen.name).toBeGreaterThan(20);
      }
    for (const specimen of readCorpus('shadowed'))
      for (const { rules } of findingsOf.get(specimen.name) ?? []) expect(rules[1], specimen.name).toBe('rival-0');
  });
});
