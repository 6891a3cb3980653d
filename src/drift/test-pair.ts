import type { DriftMethod, TextMethod } from '#src/contracts/settings/drift.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import type { ColumnPair } from './column-pair.ts';
import { driftsWhen } from './decide.ts';
import type { DriftTest } from './tests/drift-test.ts';
import { driftTests } from './tests/index.ts';

/** What one test says of a column by itself. */
export interface TestResult<Method extends DriftMethod | TextMethod = DriftMethod> {
  readonly method: Method;
  /** Null where the test is undefined, which is never drift. */
  readonly score: number | null;
  readonly threshold: number;
  readonly drifted: boolean;
}

/** Scores a column and holds the score against the threshold, in the test's own direction. */
export function testPair(pair: ColumnPair, method: DriftMethod, threshold: number): TestResult {
  const { score: scoreOf, driftsWhen: direction }: DriftTest = driftTests[method];
  const score = scoreOf(pair);
  const drifted = driftsWhen[direction](score, threshold);
  return { method, score: Number.isNaN(score) ? null : score, threshold, drifted };
}

const RANGES = {
  p_value: { largest: 1, description: 'a p-value, from 0 to 1' },
  distance: { largest: Number.MAX_VALUE, description: 'a distance, 0 or more' },
} as const satisfies Record<DriftTest['kind'], unknown>;

/**
 * The threshold that was asked for, else the test's own.
 *
 * @throws InvalidProjectFileError for one below 0, or above 1 for a p-value
 */
export function thresholdOf(method: DriftMethod, column: string, requested: number | undefined): number {
  const { kind, defaultThreshold }: DriftTest = driftTests[method];
  const { largest, description } = RANGES[kind];
  const threshold = requested ?? defaultThreshold;
  if (threshold >= 0 && threshold <= largest) return threshold;
  throw new InvalidProjectFileError(
    `the threshold ${threshold} of the column "${column}" is out of range: its test "${method}" gives ${description}`,
  );
}
