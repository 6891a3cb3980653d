import type { ColumnDrift, ShareChange } from '#src/contracts/reports.ts';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { createRandom } from '#src/random.ts';
import { largestDiscovery } from '../calibration/benjamini-hochberg.ts';
import { chanceOf } from '../calibration/chance.ts';
import { type ShareTest, testMissing, testUnseen } from '../calibration/share-change.ts';
import type { ColumnPair } from '../column-pair.ts';
import { pairColumns } from '../pair-columns.ts';
import type { PlannedColumn } from '../plan-columns.ts';
import { type TestResult, testPair } from '../test-pair.ts';
import { driftTests } from '../tests/index.ts';
import type { DriftMode, RequestedMethod } from './drift-mode.ts';

/** With no drift at all, the chance that any column is called drifted. */
const FALSE_DISCOVERY_RATE = 0.01;

/** Rows are dealt the same way every time: the same data have the same answer. */
const SEED = 1;

/** Fewer draws would leave the chance itself to chance. */
const FEWEST_DRAWS = 1000;

/** Both are shares of the rows, so 0.1 means the same for every column, however long its tails are. */
const METHODS = {
  numerical: 'ks_distance',
  categorical: 'total_variation',
} as const satisfies Record<ColumnPair['type'], DriftMethod>;

/** A column with what is known of it before any chance has been weighed; no pair where a side has no values. */
interface Candidate {
  readonly column: PlannedColumn;
  readonly method: DriftMethod;
  readonly pair: ColumnPair | undefined;
  readonly missing: ShareTest | undefined;
  readonly unseen: ShareTest | undefined;
}

interface Finding extends Omit<Candidate, 'pair'> {
  readonly result: TestResult;
  /** Undefined where the values could not be tested. */
  readonly chance: number | undefined;
}

/** A column drifts when one of its tests finds a change that matters, and that stands out from chance among all tests. */
function testColumns(columns: readonly PlannedColumn[], requested: RequestedMethod) {
  const candidates = columns.map((column) => candidateOf(column, requested));
  const tests = candidates.flatMap(({ pair, missing, unseen }) => [pair, missing, unseen].filter(Boolean)).length;
  // So many that a single column can stand out from all the others.
  const draws = Math.max(FEWEST_DRAWS, Math.ceil(tests / FALSE_DISCOVERY_RATE));
  const findings = candidates.map((candidate, index) => weigh(candidate, draws, index));
  const chances = findings.flatMap(({ chance, missing, unseen }) => [chance, missing?.chance, unseen?.chance]);
  const largest = largestDiscovery(
    chances.filter((chance) => chance !== undefined),
    FALSE_DISCOVERY_RATE,
  );
  return Object.fromEntries(findings.map((finding) => [finding.column.current.name, decide(finding, largest)]));
}

function candidateOf(column: PlannedColumn, requested: RequestedMethod): Candidate {
  const { testedAs, current } = column;
  const missing = testMissing(column);
  const pair = hasValues(missing) ? pairColumns(column) : undefined;
  return {
    column,
    method: requested(current.name, testedAs) ?? METHODS[testedAs],
    pair,
    missing,
    unseen: pair && testUnseen(pair),
  };
}

const hasValues = (missing: ShareTest | undefined) => missing?.reference !== 1 && missing?.current !== 1;

function weigh({ pair, ...candidate }: Candidate, draws: number, stream: number): Finding {
  if (pair) {
    const result = testPair(pair, candidate.method);
    return { ...candidate, result, chance: chanceOf(result, pair, draws, createRandom(SEED, stream)) };
  }
  const { defaultThreshold: threshold } = driftTests[candidate.method];
  return {
    ...candidate,
    result: { method: candidate.method, score: null, threshold, drifted: false },
    chance: undefined,
  };
}

/** @param largest - chances up to this one stand out */
function decide({ column, result, chance, missing, unseen }: Finding, largest: number): ColumnDrift {
  const standsOut = (p: number | undefined) => p !== undefined && p <= largest;
  const verdict = ({ matters, ...test }: ShareTest): ShareChange => ({
    ...test,
    drifted: matters && standsOut(test.chance),
  });
  const changes = { ...(missing && { missing: verdict(missing) }), ...(unseen && { unseen: verdict(unseen) }) };
  const drifted =
    (result.drifted && standsOut(chance)) || Object.values(changes).some((change: ShareChange) => change.drifted);
  return { type: column.type, ...result, drifted, ...(chance !== undefined && { chance }), ...changes };
}

export const calibrated: DriftMode = {
  description: 'drift is a change that matters and that chance does not explain',
  typesFrom: 'reference',
  falseDiscoveryRate: FALSE_DISCOVERY_RATE,
  testColumns,
};
