import type { NumericalPair } from '../column-pair.ts';
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
 * @param samples - both ascending and not empty
 * @returns a probability, 1 when both samples hold one and the same value
 * @see Pettitt (1976), "A two-sample Anderson-Darling rank statistic"; Scholz and Stephens (1987) for ties
 */
export function andersonDarlingTail({ reference, current }: Pick<NumericalPair, 'reference' | 'current'>): number {
  const [before, now] = [reference.length, current.length];
  const all = before + now;
  const lastOfAll = Math.max(reference[before - 1]!, current[now - 1]!);
  let [statistic, trace, traceOfSquare, traceOfCube] = [0, 0, 0, 0];
  // Sums over all smaller values: of weight × odds, and of weight × its correlations with the still smaller ones.
  let [weighted, correlated] = [0, 0];
  // A loop of its own: a callback per value would take several times as long.
  for (let i = 0, j = 0, smaller = 0; ; ) {
    const value = Math.min(valueAt(reference, i), valueAt(current, j));
    if (value === lastOfAll) break;
    while (i < before && reference[i]! === value) i++;
    while (j < now && current[j]! === value) j++;
    const [below, above] = [i + j, all - i - j];
    const weight = (below - smaller) / all;
    const odds = below / above;
    const gap = i / before - j / now;
    statistic += (weight * gap * gap) / (below * above);
    trace += weight;
    traceOfSquare += weight * (weight + (2 * weighted) / odds);
    traceOfCube += weight * (weight * weight + (3 * (weight * weighted + correlated)) / odds);
    correlated += weight * (weight * odds + 2 * weighted);
    weighted += weight * odds;
    smaller = below;
  }
  return quadraticFormTail(statistic * before * now * all, { trace, traceOfSquare, traceOfCube });
}

const valueAt = (sorted: Float64Array, row: number): number =>
  row < sorted.length ? sorted[row]! : Number.POSITIVE_INFINITY;
