import type { Random } from '#src/random.ts';
import { andersonDarlingTail } from '../calibration/anderson-darling.ts';
import { permutationChance } from '../calibration/permutation-chance.ts';
import { type ColumnPair, requireNumerical, type Samples } from '../column-pair.ts';
import { ascending } from '../sorted-values.ts';
import { driftTests } from '../tests/index.ts';
import { areaUnderCurve } from './area-under-curve.ts';
import { type Documents, readDocuments } from './documents.ts';
import { heldOutMargins, type TextRow } from './held-out-margins.ts';
import { sampledRows } from './sampled-rows.ts';
import type { TextPair, TextSide } from './text-pair.ts';

/** What a test of texts found, of practical size or not; whether chance explains it is for all tests together. */
export interface TextChange {
  /** What is compared with the threshold, or what exceeds the reference's by it. */
  readonly value: number;
  /** What the reference itself leads to expect, where the test compares with that. */
  readonly reference?: number;
  readonly threshold: number;
  /** How often two samples of one kind of text differ at least as much. */
  readonly chance: number;
  readonly matters: boolean;
}

export interface TextChanges {
  /** Kolmogorov-Smirnov distance of the texts' lengths. */
  readonly length: TextChange;
  /** Share of a text's words that the reference's texts lack, on average. */
  readonly outOfVocabulary: TextChange;
  /** Area under the ROC curve of a classifier that tells both sides apart, on texts it did not learn from. */
  readonly classifier: TextChange;
}

/** Words are read of so many rows of each side, drawn at random, and of no text further than so many characters. */
const MOST_ROWS = 4000;
const MOST_CHARACTERS = 10_000;

/** A rise of the share of unknown words by less is too small to matter. */
const SMALLEST_RISE = 0.05;

/** A classifier of the calibrated mode uses every word. */
const ALL_WORDS = { ignored: new Set<string>(), commonest: 1 };

/**
 * Compares texts in three ways: by their length, by their new words, and by whether a classifier tells them apart. The
 * answer does not depend on the order of the rows.
 *
 * @param threshold - area under the curve from which on the sides can be told apart well enough to matter
 * @param draws - the most to make where rows are dealt
 */
export function compareTexts(pair: TextPair, threshold: number, draws: number, random: Random): TextChanges {
  const { documents, reference, current } = readSample(pair, random);
  const [before, now] = [halves(reference), halves(current)];
  const chanceOf: ChanceOf = (samples, score) => {
    const test = { kind: 'distance' as const, score: (dealt: ColumnPair) => score(requireNumerical(dealt)) };
    return permutationChance({ type: 'numerical', ...samples, integers: false }, test, score(samples), draws, random);
  };
  return {
    length: compareLengths(pair),
    outOfVocabulary: compareWords(documents, before, current, chanceOf),
    classifier: tellApart(documents, before, now, threshold, chanceOf),
  };
}

type ChanceOf = (samples: Samples, score: (samples: Samples) => number) => number;

interface Halves {
  /** Texts to learn from, by their numbers. */
  readonly taught: Int32Array;
  /** Texts to judge. */
  readonly heldOut: Int32Array;
}

const halves = (texts: Int32Array): Halves => {
  const middle = Math.ceil(texts.length / 2);
  return { taught: texts.subarray(0, middle), heldOut: texts.subarray(middle) };
};

/** The words of the rows that were drawn from both sides, and which row has which. */
function readSample(pair: TextPair, random: Random) {
  const texts: string[] = [];
  const draw = ({ levels, codes }: TextSide) => {
    const known = new Map<number, number>();
    return sampledRows(codes, MOST_ROWS, random).map((code) => {
      const text = known.get(code) ?? texts.push(levels[code]!.slice(0, MOST_CHARACTERS)) - 1;
      known.set(code, text);
      return text;
    });
  };
  const [reference, current] = [draw(pair.reference), draw(pair.current)];
  return { documents: readDocuments(texts, 1), reference, current };
}

function compareLengths({ reference, current }: TextPair): TextChange {
  const lengths = { reference: lengthsOf(reference), current: lengthsOf(current) };
  const { score, defaultThreshold: threshold } = driftTests.ks_distance;
  const value = score({ type: 'numerical', ...lengths, integers: true });
  return { value, threshold, chance: andersonDarlingTail(lengths), matters: value >= threshold };
}

/** In UTF-16 code units, ascending. */
const lengthsOf = ({ levels, codes }: TextSide): Float64Array =>
  ascending(Float64Array.from(codes, (code) => levels[code]!.length));

/** The words of half of the reference are the vocabulary, so that its other half says how many new ones to expect. */
function compareWords(documents: Documents, reference: Halves, current: Int32Array, chanceOf: ChanceOf): TextChange {
  const { vocabulary, starts, words } = documents;
  const known = new Uint8Array(vocabulary.length);
  for (const text of reference.taught) {
    for (let at = starts[text]!; at < starts[text + 1]!; at++) known[words[at]!] = 1;
  }
  const sharesOf = (texts: Int32Array) => Float64Array.from(texts, (text) => unknownShare(documents, text, known));
  const shares = { reference: sharesOf(reference.heldOut).sort(), current: sharesOf(current).sort() };
  const [expected, value] = [mean(shares.reference), mean(shares.current)];
  return {
    value,
    reference: expected,
    threshold: SMALLEST_RISE,
    chance: chanceOf(shares, (dealt) => mean(dealt.current) - mean(dealt.reference)),
    matters: value - expected >= SMALLEST_RISE,
  };
}

/** @param known - 1 for a word that is */
function unknownShare({ starts, words, counts }: Documents, text: number, known: Uint8Array): number {
  let [all, unknown] = [0, 0];
  for (let at = starts[text]!; at < starts[text + 1]!; at++) {
    all += counts[at]!;
    if (known[words[at]!] === 0) unknown += counts[at]!;
  }
  return all === 0 ? 0 : unknown / all;
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

function tellApart(
  documents: Documents,
  reference: Halves,
  current: Halves,
  threshold: number,
  chanceOf: ChanceOf,
): TextChange {
  const rowsOf = (half: keyof Halves): TextRow[] => [
    ...Array.from(reference[half], (text) => ({ text, isCurrent: false })),
    ...Array.from(current[half], (text) => ({ text, isCurrent: true })),
  ];
  const margins = heldOutMargins(documents, rowsOf('taught'), rowsOf('heldOut'), ALL_WORDS);
  const area = areaUnderCurve(margins);
  // Without a text to judge on either side nothing can be told apart.
  const value = Number.isNaN(area) ? 0.5 : area;
  return { value, threshold, chance: chanceOf(margins, areaUnderCurve), matters: value >= threshold };
}
