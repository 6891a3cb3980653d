import type { ColumnDrift, ShareChange } from '#src/contracts/reports.ts';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { createRandom } from '#src/random.ts';
import { largestDiscovery } from '../calibration/benjamini-hochberg.ts';
import { chanceOf } from '../calibration/chance.ts';
import { type ShareTest, testMissing, testUnseen } from '../calibration/share-change.ts';
import type { ColumnPair } from '../column-pair.ts';
import { pairColumns } from '../pair-columns.ts';
import type { PlannedColumn } from '../plan-columns.ts';
import { testPair, thresholdOf } from '../test-pair.ts';
import type { DriftMode, Examination, Finding } from './drift-mode.ts';

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

/** A column's values, the missing ones and the unseen levels. */
const MOST_TESTS_PER_COLUMN = 3;

function examine(column: PlannedColumn, { method: asked, threshold: limit, columnCount }: Examination): Finding {
  const { name } = column.current;
  const method = asked ?? METHODS[column.testedAs];
  const threshold = thresholdOf(method, name, limit);
  const missing = testMissing(column);
  if (missing?.reference === 1 || missing?.current === 1) {
    return { name, type: column.type, result: { method, score: null, threshold, drifted: false }, missing };
  }
  const pair = pairColumns(column);
  const result = testPair(pair, method, threshold);
  // So many that a single column can stand out from all the others.
  const draws = Math.max(FEWEST_DRAWS, Math.ceil((MOST_TESTS_PER_COLUMN * columnCount) / FALSE_DISCOVERY_RATE));
  const chance = chanceOf(result, pair, draws, createRandom(SEED, streamOf(name)));
  return { name, type: column.type, result, chance, missing, unseen: testUnseen(pair) };
}

/** A column's random numbers depend on its name, not on the columns beside it (the hash is FNV-1a). */
const streamOf = (name: string): number =>
  [...name].reduce((hash, character) => Math.imul(hash ^ character.codePointAt(0)!, 0x01000193), 0x811c9dc5);

/** A column drifts when one of its tests finds a change that matters, and that stands out from chance among all tests. */
function judge(findings: readonly Finding[]) {
  const chances = findings.flatMap(({ chance, missing, unseen }) => [chance, missing?.chance, unseen?.chance]);
  const largest = largestDiscovery(
    chances.filter((chance) => chance !== undefined),
    FALSE_DISCOVERY_RATE,
  );
  return Object.fromEntries(findings.map((finding) => [finding.name, decide(finding, largest)]));
}

/** @param largest - chances up to this one stand out */
function decide({ type, result, chance, missing, unseen }: Finding, largest: number): ColumnDrift {
  const standsOut = (p: number | undefined) => p !== undefined && p <= largest;
  const verdict = ({ matters, ...test }: ShareTest): ShareChange => ({
    ...test,
    drifted: matters && standsOut(test.chance),
  });
  const changes = { ...(missing && { missing: verdict(missing) }), ...(unseen && { unseen: verdict(unseen) }) };
  const drifted =
    (result.drifted && standsOut(chance)) || Object.values(changes).some((change: ShareChange) => change.drifted);
  return { type, ...result, drifted, ...(chance !== undefined && { chance }), ...changes };
}

export const calibrated: DriftMode = {
  description: 'drift is a change that matters and that chance does not explain',
  typesFrom: 'reference',
  falseDiscoveryRate: FALSE_DISCOVERY_RATE,
  examine,
  judge,
};
