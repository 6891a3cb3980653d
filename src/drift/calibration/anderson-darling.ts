import { cellsOf, onlyValue } from '../cells/cells.ts';
import type { NumericalPair, Samples } from '../column-pair.ts';
import { quadraticFormTail } from './quadratic-form.ts';

/**
 * How often two samples of one distribution differ at least as much as these, by the two-sample Anderson-Darling
 * statistic A² = nm/N · ∫ (F − G)² / (H (1 − H)) dH: the squared gap between both distribution functions, weighted so
 * that a gap in the tails counts as it is improbable there. It sees changes of the spread, too, and keeps more power
 * on small samples than the largest gap alone.
 *
 * Under no drift A² is a weighted sum of squared normal variables. Its moments follow from the shares of the values
 * in both samples together, so ties and heavy atoms (a column that is mostly zero) are no special case.
 *
 * @param samples - neither empty, both ascending unless `unordered` gives the same values in another order
 * @returns a probability, 1 when both samples hold one and the same value
 * @see Pettitt (1976), "A two-sample Anderson-Darling rank statistic"; Scholz and Stephens (1987) for ties
 */
export function andersonDarlingTail(samples: Pick<NumericalPair, 'reference' | 'current' | 'unordered'>): number {
  const unordered = samples.unordered?.() ?? samples;
  const counts = fineCounts(unordered) ?? distinctCounts(samples);
  return tailOf(counts, unordered.reference.length, unordered.current.length);
}

/** How often each value, or each of the cells that stand for close values, occurs on either side, in ascending order. */
interface Counts {
  readonly reference: Int32Array;
  readonly current: Int32Array;
}

/** A larger share of the rows in one cell, of different values, and the statistic would see less than the values tell. */
const MOST_IN_A_CELL = 1 / 1024;

/**
 * Large samples need no sorting: taken for ties, the values of a narrow cell leave the test as exact as ties always do.
 *
 * @returns undefined for small samples, and where cells of equal width are too coarse for the bulk of the values
 */
function fineCounts(samples: Samples): Counts | undefined {
  const cells = cellsOf(samples);
  if (!cells) return undefined;
  const [{ counts: reference }, { counts: current }] = [cells.reference, cells.current];
  const most = MOST_IN_A_CELL * (samples.reference.length + samples.current.length);
  const isCoarse = reference.some(
    (count, cell) => count + current[cell]! > most && onlyValue(cells, cell) === undefined,
  );
  return isCoarse ? undefined : { reference, current };
}

function distinctCounts({ reference, current }: Samples): Counts {
  const [before, now] = [reference.length, current.length];
  const counts = { reference: new Int32Array(before + now), current: new Int32Array(before + now) };
  let distinct = 0;
  // A loop of its own: a callback per value would take several times as long.
  for (let i = 0, j = 0; i < before || j < now; distinct++) {
    const value = Math.min(valueAt(reference, i), valueAt(current, j));
    const [fromI, fromJ] = [i, j];
    while (i < before && reference[i]! === value) i++;
    while (j < now && current[j]! === value) j++;
    counts.reference[distinct] = i - fromI;
    counts.current[distinct] = j - fromJ;
  }
  return { reference: counts.reference.subarray(0, distinct), current: counts.current.subarray(0, distinct) };
}

function tailOf({ reference, current }: Counts, before: number, now: number): number {
  const all = before + now;
  let [statistic, trace, traceOfSquare, traceOfCube] = [0, 0, 0, 0];
  // Sums over all smaller values: of weight × odds, and of weight × its correlations with the still smaller ones.
  let [weighted, correlated] = [0, 0];
  for (let value = 0, i = 0, j = 0; value < reference.length; value++) {
    const count = reference[value]! + current[value]!;
    if (count === 0) continue;
    i += reference[value]!;
    j += current[value]!;
    const below = i + j;
    if (below === all) break;
    const above = all - below;
    const weight = count / all;
    const odds = below / above;
    const gap = i / before - j / now;
    statistic += (weight * gap * gap) / (below * above);
    trace += weight;
    traceOfSquare += weight * (weight + (2 * weighted) / odds);
    traceOfCube += weight * (weight * weight + (3 * (weight * weighted + correlated)) / odds);
    correlated += weight * (weight * odds + 2 * weighted);
    weighted += weight * odds;
  }
  return quadraticFormTail(statistic * before * now * all, { trace, traceOfSquare, traceOfCube });
}

const valueAt = (sorted: Float64Array, row: number): number =>
  row < sorted.length ? sorted[row]! : Number.POSITIVE_INFINITY;
