import type { Samples } from '../column-pair.ts';
import { normalQuantile } from '../statistics/normal-quantile.ts';
import { areaUnderCurve } from './area-under-curve.ts';
import { readDocuments } from './documents.ts';
import { heldOutMargins, type TextRow } from './held-out-margins.ts';
import { type MersenneTwister, mersenneTwister, permutation } from './mersenne-twister.ts';
import { STOP_WORDS } from './stop-words.ts';
import type { TextPair } from './text-pair.ts';

/** Evidently's fixed seed, for the halves and for the random classifiers. */
const SEED = 42;
const RANDOM_CLASSIFIERS = 1000;

/** For more rows the normal distribution of the area is as good as Evidently's draws from it, which would take minutes. */
const MOST_ROWS_TO_DRAW = 4000;

/** Evidently's domain classifier: words of at least two characters, no stop words, none that most texts have. */
const OPTIONS = { ignored: STOP_WORDS, commonest: 0.5 };

/** What the classifier makes of the rows that it did not learn from. */
export interface ContentMargins extends Samples {
  /** Per row held out, in Evidently's order, whether it is of the current data. */
  readonly isCurrent: readonly boolean[];
}

/**
 * The margins that Evidently 0.7.23's domain classifier (`roc_auc_domain_classifier`, scikit-learn 1.9) gives the half of
 * all rows that it did not learn from, cut to −1 … 1 as its probabilities are.
 */
export function contentMargins(pair: TextPair): ContentMargins {
  const { documents, rows } = readRows(pair);
  const order = permutation(rows.length, mersenneTwister(SEED));
  const rowsAt = (places: Int32Array) => Array.from(places, (place) => rows[place]!);
  const half = Math.ceil(rows.length / 2);
  const [heldOut, taught] = [rowsAt(order.subarray(0, half)), rowsAt(order.subarray(half))];
  const margins = heldOutMargins(documents, taught, heldOut, OPTIONS);
  const cut = (side: Float64Array) => side.map((margin) => Math.min(Math.max(margin, -1), 1));
  return {
    reference: cut(margins.reference),
    current: cut(margins.current),
    isCurrent: heldOut.map(({ isCurrent }) => isCurrent),
  };
}

/** All rows, the reference's first; a text of both sides is two documents with the same words. */
function readRows({ reference, current }: TextPair) {
  const documents = readDocuments([...reference.levels, ...current.levels], 2);
  const offset = reference.levels.length;
  const rows: TextRow[] = [];
  for (const code of reference.codes) rows.push({ text: code, isCurrent: false });
  for (const code of current.codes) rows.push({ text: offset + code, isCurrent: true });
  return { documents, rows };
}

/**
 * The area under the curve that this share of 1,000 classifiers stay below which know nothing, judging the same rows:
 * Evidently's `roc_auc_random_classifier_percentile`, with its random numbers where they are few enough.
 *
 * @param share - 0..1
 */
export function randomClassifierQuantile({ reference, current, isCurrent }: ContentMargins, share: number): number {
  if (isCurrent.length > MOST_ROWS_TO_DRAW) {
    const [before, now] = [reference.length, current.length];
    return 0.5 + normalQuantile(share) * Math.sqrt((before + now + 1) / (12 * before * now));
  }
  const sides = { reference: new Float64Array(reference.length), current: new Float64Array(current.length) };
  const seeds = mersenneTwister(SEED);
  const areas = Float64Array.from({ length: RANDOM_CLASSIFIERS }, () =>
    randomArea(isCurrent, sides, mersenneTwister(seeds.upTo(10 * RANDOM_CLASSIFIERS - 1))),
  ).sort();
  const rank = share * (RANDOM_CLASSIFIERS - 1);
  const [below, above] = [areas[Math.floor(rank)]!, areas[Math.ceil(rank)]!];
  return below + (above - below) * (rank - Math.floor(rank));
}

function randomArea(isCurrent: readonly boolean[], sides: Samples, { share }: MersenneTwister): number {
  let [before, now] = [0, 0];
  for (const side of isCurrent) {
    if (side) sides.current[now++] = share();
    else sides.reference[before++] = share();
  }
  return areaUnderCurve({ reference: sides.reference.sort(), current: sides.current.sort() });
}
