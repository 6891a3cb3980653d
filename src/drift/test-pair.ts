import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import type { ColumnPair } from './column-pair.ts';
import { driftsWhen } from './decide.ts';
import type { DriftTest } from './tests/drift-test.ts';
import { driftTests } from './tests/index.ts';

/** What one test says of a column by itself. */
export interface TestResult {
  readonly method: DriftMethod;
  /** Null where the test is undefined, which is never drift. */
  readonly score: number | null;
  readonly threshold: number;
  readonly drifted: boolean;
}

/** Scores a column and holds the score against the test's own threshold. */
export function testPair(pair: ColumnPair, method: DriftMethod): TestResult {
  const { score: scoreOf, defaultThreshold: threshold, driftsWhen: direction }: DriftTest = driftTests[method];
  const score = scoreOf(pair);
  const drifted = driftsWhen[direction](score, threshold);
  return { method, score: Number.isNaN(score) ? null : score, threshold, drifted };
}
