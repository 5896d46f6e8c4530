/**
 * The part of vitest's JSON report that is read here.
 * @typedef {object} Report
 * @property {{ name: string, status: string, message: string, assertionResults: { fullName: string, status: string }[] }[]} testResults
 */

/**
 * Counts a report so that nothing is lost: a file that failed as a whole (it did not load, or left something running),
 * a test that was skipped or is only planned, and an error outside of every test count as failures.
 * @param {Report | undefined} report nothing when vitest wrote none
 * @param {number} exitCode vitest's
 * @returns {{ passed: number, failed: number, remarks: string[] }}
 */
export function countTests(report, exitCode) {
  if (!report)
    return { passed: 0, failed: 1, remarks: ['The tests wrote no report: they did not run, or not to the end.'] };
  let passed = 0;
  let failed = 0;
  const remarks = [];
  for (const file of report.testResults) {
    const before = failed;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed++;
      else failed++;
      if (test.status !== 'passed' && test.status !== 'failed') {
        remarks.push(`Not run (${test.status}), counted as failed: ${file.name}: ${test.fullName}`);
      }
    }
    if (file.status === 'failed' && failed === before) {
      failed++;
      remarks.push(`Failed as a whole: ${file.name}: ${file.message}`);
    }
  }
  if (exitCode !== 0 && failed === 0) {
    failed++;
    remarks.push(
      `The test runner ended with ${exitCode} though no test failed: an error outside of every test, see above.`,
    );
  }
  return { passed, failed, remarks };
}
