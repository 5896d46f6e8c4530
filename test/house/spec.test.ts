import { describe, expect, it } from 'vitest';
import { compareRules, quotedRules, statedRules } from './spec-rules.ts';
import { listFiles, readText } from './tree.ts';

describe('the packages’ SPEC.md', () => {
  const specs = listFiles(/^packages\/[^/]+\/SPEC\.md$/);
  const tests = listFiles(/^(packages\/[^/]+\/test|test\/(?!house\/))(.*\/)?[^/]+\.tsx?$/);

  it('every rule is named by a test, and every rule that a test names exists', () => {
    expect(specs).not.toEqual([]);
    const stated = specs.flatMap((file) => statedRules(readText(file)).map((rule) => ({ rule, file })));
    const quoted = tests.flatMap((file) => quotedRules(readText(file)).map((rule) => ({ rule, file })));
    expect(compareRules(stated, quoted)).toEqual([]);
  });
});

describe('comparing rules with tests', () => {
  const spec = '# Sessions\n\n- **SE1** a session is …\n- **SE12** a resumed session … see **SE1**\n';
  const stated = statedRules(spec).map((rule) => ({ rule, file: 'packages/a/SPEC.md' }));

  it('reads a rule from the beginning of a list item only', () => {
    expect(statedRules(spec)).toEqual(['SE1', 'SE12']);
  });

  it('reads one or several quoted numbers', () => {
    expect(quotedRules(`it('[SE1] works'); it("[SE2, SE3] work"); items[0];`)).toEqual(['SE1', 'SE2', 'SE3']);
  });

  it('finds a rule without a test, a quote without a rule, and a number given twice', () => {
    const quote = (rule: string) => ({ rule, file: 'packages/a/test/a.test.ts' });
    expect(compareRules(stated, [quote('SE1'), quote('SE12')])).toEqual([]);
    expect(compareRules(stated, [quote('SE1')])).toEqual(['packages/a/SPEC.md: no test names SE12']);
    expect(compareRules(stated, [quote('SE1'), quote('SE12'), quote('SE7')])).toEqual([
      'packages/a/test/a.test.ts: names SE7, which no SPEC.md states',
    ]);
    expect(compareRules([...stated, ...stated.slice(0, 1)], [quote('SE1'), quote('SE12')])).toEqual([
      'packages/a/SPEC.md: states SE1 twice',
    ]);
  });

  it('takes a number as the own package’s first, and elsewhere as anybody’s', () => {
    const both = [...stated, { rule: 'SE1', file: 'packages/b/SPEC.md' }];
    const own = ['SE1', 'SE12'].map((rule) => ({ rule, file: 'packages/a/test/a.test.ts' }));
    expect(compareRules(both, own)).toEqual(['packages/b/SPEC.md: no test names SE1']);
    expect(compareRules(both, [...own, { rule: 'SE1', file: 'packages/b/test/b.test.ts' }])).toEqual([]);
    const whole = ['SE1', 'SE12'].map((rule) => ({ rule, file: 'test/e2e/a.test.ts' }));
    expect(compareRules(both, whole)).toEqual([]);
  });
});
