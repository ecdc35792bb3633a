/**
 * `unsteady`: those of the passed ones that failed at first and passed when tried again.
 * @typedef {Readonly<{ passed: number; failed: number; skipped: number; unsteady: number }>} Counts
 */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0, unsteady: 0 }

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export const sum = all =>
  all.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
      unsteady: a.unsteady + b.unsteady,
    }),
    none,
  )

/**
 * Counts of vitest's JSON report. A file that could not be loaded has no tests in it: it is one failure.
 * @param {any} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' && !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    unsteady: 0,
  }
}

/**
 * Counts of Playwright's JSON report. An error outside of any test is one failure.
 * @param {any} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    unsteady: stats.flaky,
  }
}

/**
 * What a stage counts for: one that did not succeed never counts as if it had, whatever its report says.
 * @param {Counts | null} reported null if it left no report, or has none
 * @param {number} code its exit code
 * @returns {Counts}
 */
export function honest(reported, code) {
  const counts = reported ?? none
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}
