import { expect, test } from 'vitest';
import { readVitestReport } from '#test/support/tally.ts';

const report = (testResults: readonly object[]) =>
  JSON.stringify({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults });

test('tests are counted by how they ended', () => {
  expect(readVitestReport(report([]))).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test('a file that could not be loaded counts as a failed test', () => {
  const files = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'passed', assertionResults: [] },
  ];
  expect(readVitestReport(report(files)).failed).toBe(2);
});
