/** What one step of `npm test` adds to the last line. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noTotals: Totals = { passed: 0, failed: 0, skipped: 0 };

export function addTotals(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** A step that is one check: passed or failed as a whole. */
export function checkTotals(succeeded: boolean): Totals {
  return succeeded ? { ...noTotals, passed: 1 } : { ...noTotals, failed: 1 };
}

/** The last line of `npm test`. */
export function formatTotals({ passed, failed }: Totals): string {
  return `${passed} passed, ${failed} failed`;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors?: readonly unknown[];
}

/**
 * A run that ended badly without a failed test (a crash, an unhandled error, a setup that threw) still failed: one.
 */
function withCrash(totals: Totals, succeeded: boolean): Totals {
  return succeeded || totals.failed > 0 ? totals : { ...totals, failed: 1 };
}

/** Totals of vitest's JSON report. A file that could not even be loaded has no tests and counts as one failure. */
export function vitestTotals(report: string | null, succeeded: boolean): Totals {
  if (report === null) return checkTotals(false);
  const read: VitestReport = JSON.parse(report);
  const brokenFiles = read.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const totals = {
    passed: read.numPassedTests,
    failed: read.numFailedTests + brokenFiles,
    skipped: read.numPendingTests + read.numTodoTests,
  };
  return withCrash(totals, succeeded);
}

/** Totals of Playwright's JSON report. A flaky test is a failed one; each error outside a test counts as one. */
export function playwrightTotals(report: string | null, succeeded: boolean): Totals {
  if (report === null) return checkTotals(false);
  const { stats, errors = [] }: PlaywrightReport = JSON.parse(report);
  const failed = stats.unexpected + stats.flaky + errors.length;
  return withCrash({ passed: stats.expected, failed, skipped: stats.skipped }, succeeded);
}
