import { describe, expect, it } from 'vitest';
import { addTotals, checkTotals, formatTotals, playwrightTotals, vitestTotals } from './test-totals';

function vitestReport(
  passed: number,
  failed: number,
  files: { status: string; tests: string[] }[] = [],
): string {
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  }));
  const counts = { numPassedTests: passed, numFailedTests: failed, numPendingTests: 2, numTodoTests: 1 };
  return JSON.stringify({ ...counts, testResults });
}

function playwrightReport(stats: object, errors: unknown[] = []): string {
  return JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });
}

it('ends with one line of the true totals', () => {
  const totals = addTotals(
    checkTotals(true),
    addTotals(checkTotals(false), { passed: 40, failed: 0, skipped: 3 }),
  );
  expect(formatTotals(totals)).toBe('41 passed, 1 failed');
});

describe('the unit and integration tests', () => {
  it('count their tests, and skipped ones neither as passed nor as failed', () => {
    expect(vitestTotals(vitestReport(12, 1), false)).toEqual({ passed: 12, failed: 1, skipped: 3 });
  });

  it('count a file that could not be loaded as a failure', () => {
    const files = [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['failed', 'passed'] },
    ];
    expect(vitestTotals(vitestReport(1, 1, files), false).failed).toBe(2);
  });

  it('count a crash without a report, and a bad ending without a failed test, as a failure', () => {
    expect(vitestTotals(null, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(vitestTotals(vitestReport(5, 0), false).failed).toBe(1);
    expect(vitestTotals(vitestReport(5, 0), true).failed).toBe(0);
  });
});

describe('the browser tests', () => {
  it('count a flaky test as failed', () => {
    expect(playwrightTotals(playwrightReport({ expected: 7, flaky: 1, skipped: 1 }), true)).toEqual({
      passed: 7,
      failed: 1,
      skipped: 1,
    });
  });

  it('count a setup that threw', () => {
    expect(playwrightTotals(playwrightReport({}, [{ message: 'no browser' }]), false).failed).toBe(1);
    expect(playwrightTotals(null, false).failed).toBe(1);
  });
});
