import type { ColumnDrift } from '#src/contracts/reports.ts';
import type { DriftMethod, TextMethod } from '#src/contracts/settings/drift.ts';
import { createRandom, type Random } from '#src/random.ts';
import { largestDiscovery } from '../calibration/benjamini-hochberg.ts';
import { chanceOf } from '../calibration/chance.ts';
import { type ShareTest, testMissing, testUnseen } from '../calibration/share-change.ts';
import { pairColumns } from '../pair-columns.ts';
import type { PlannedColumn, TestedAs } from '../plan-columns.ts';
import { testPair, thresholdOf } from '../test-pair.ts';
import { compareTexts, type TextChange } from '../text/compare-texts.ts';
import { pairTexts } from '../text/text-pair.ts';
import { textThresholdOf } from '../text/text-tests.ts';
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
  text: 'domain_classifier',
} as const satisfies Record<TestedAs, DriftMethod | TextMethod>;

/** The missing values, and three tests of texts. */
const MOST_TESTS_PER_COLUMN = 4;

function examine(column: PlannedColumn, { method: asked, threshold: limit, columnCount }: Examination): Finding {
  const { name } = column.current;
  const { testedAs, type } = column;
  const missing = testMissing(column);
  const isEmpty = missing?.reference === 1 || missing?.current === 1;
  // So many that a single column can stand out from all the others.
  const draws = Math.max(FEWEST_DRAWS, Math.ceil((MOST_TESTS_PER_COLUMN * columnCount) / FALSE_DISCOVERY_RATE));
  const random = createRandom(SEED, streamOf(name));
  const untestable = (method: DriftMethod | TextMethod, threshold: number): Finding => {
    return { name, type, result: { method, score: null, threshold, drifted: false }, missing };
  };
  if (testedAs === 'text') {
    const threshold = textThresholdOf(METHODS.text, name, limit);
    if (isEmpty) return untestable(METHODS.text, threshold);
    return { name, type, missing, ...examineTexts(column, threshold, draws, random) };
  }
  const method = asked ?? METHODS[testedAs];
  const threshold = thresholdOf(method, name, limit);
  if (isEmpty) return untestable(method, threshold);
  const pair = pairColumns({ ...column, testedAs });
  const result = testPair(pair, method, threshold);
  return { name, type, result, chance: chanceOf(result, pair, draws, random), missing, unseen: testUnseen(pair) };
}

/** Three tests of texts, of which the classifier's stands for the column. */
function examineTexts(column: PlannedColumn, threshold: number, draws: number, random: Random) {
  const text = compareTexts(pairTexts(column), threshold, draws, random);
  const { value: score, matters: drifted, chance } = text.classifier;
  return { result: { method: METHODS.text, score, threshold, drifted }, chance, text };
}

/** A column's random numbers depend on its name, not on the columns beside it (the hash is FNV-1a). */
const streamOf = (name: string): number =>
  [...name].reduce((hash, character) => Math.imul(hash ^ character.codePointAt(0)!, 0x01000193), 0x811c9dc5);

/** A column drifts when one of its tests finds a change that matters, and that stands out from chance among all tests. */
function judge(findings: readonly Finding[]) {
  const chances = findings.flatMap(({ chance, missing, unseen, text }) =>
    [chance, missing?.chance, unseen?.chance].concat(text?.length.chance, text?.outOfVocabulary.chance),
  );
  const largest = largestDiscovery(
    chances.filter((chance) => chance !== undefined),
    FALSE_DISCOVERY_RATE,
  );
  return Object.fromEntries(findings.map((finding) => [finding.name, decide(finding, largest)]));
}

/** @param largest - chances up to this one stand out */
function decide({ type, result, chance, missing, unseen, text }: Finding, largest: number): ColumnDrift {
  const standsOut = (p: number | undefined) => p !== undefined && p <= largest;
  const verdict = <Test extends ShareTest | TextChange>({ matters, ...test }: Test) => ({
    ...test,
    drifted: matters && standsOut(test.chance),
  });
  const changes = { ...(missing && { missing: verdict(missing) }), ...(unseen && { unseen: verdict(unseen) }) };
  const texts = text && {
    length: verdict(text.length),
    outOfVocabulary: verdict(text.outOfVocabulary),
    classifier: verdict(text.classifier),
  };
  const drifted =
    (result.drifted && standsOut(chance)) ||
    [...Object.values(changes), ...Object.values(texts ?? {})].some((change) => change.drifted);
  return {
    type,
    ...result,
    drifted,
    ...(chance !== undefined && { chance }),
    ...changes,
    ...(texts && { text: texts }),
  };
}

export const calibrated: DriftMode = {
  description: 'drift is a change that matters and that chance does not explain',
  typesFrom: 'reference',
  falseDiscoveryRate: FALSE_DISCOVERY_RATE,
  examine,
  judge,
};
