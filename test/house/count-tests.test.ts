import { describe, expect, it } from 'vitest';
import { countTests } from '../../scripts/lib/count-tests.mjs';

const file = (status: string, tests: readonly string[], message = '') => ({
  name: 'a.test.ts',
  status,
  message,
  assertionResults: tests.map((state, index) => ({ fullName: `test ${index}`, status: state })),
});

describe('counting the tests', () => {
  it('adds up what passed and what failed', () => {
    const report = { testResults: [file('passed', ['passed', 'passed']), file('failed', ['passed', 'failed'])] };
    expect(countTests(report, 1)).toEqual({ passed: 3, failed: 1, remarks: [] });
  });

  it('counts skipped and planned tests as failed, and names them', () => {
    const counted = countTests({ testResults: [file('passed', ['passed', 'skipped', 'todo'])] }, 0);
    expect(counted).toMatchObject({ passed: 1, failed: 2 });
    expect(counted.remarks.join('\n')).toContain('a.test.ts: test 1');
  });

  it('counts a file that did not load, or left something behind, once', () => {
    const counted = countTests({ testResults: [file('failed', [], 'no such module'), file('failed', ['passed'])] }, 1);
    expect(counted).toMatchObject({ passed: 1, failed: 2 });
    expect(counted.remarks[0]).toContain('no such module');
  });

  it('counts an error outside of every test', () => {
    expect(countTests({ testResults: [file('passed', ['passed'])] }, 1)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a run without a report as a failure', () => {
    expect(countTests(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});
