import type { NumericalPair } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
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
  const form = { trace: 0, traceOfSquare: 0, traceOfCube: 0 };
  let [statistic, belowBefore, belowNow] = [0, 0, 0];
  // Sums over all smaller values: of weight × odds, and of weight × its correlations with the still smaller ones.
  let [weighted, correlated] = [0, 0];
  walkTogether(reference, current, (_, inReference, inCurrent) => {
    belowBefore += inReference;
    belowNow += inCurrent;
    const below = belowBefore + belowNow;
    if (below === all) return false;
    const weight = (inReference + inCurrent) / all;
    const odds = below / (all - below);
    const gap = belowBefore / before - belowNow / now;
    statistic += (weight * gap * gap * all * all) / (below * (all - below));
    form.trace += weight;
    form.traceOfSquare += weight * (weight + (2 * weighted) / odds);
    form.traceOfCube += weight * (weight * weight + (3 * (weight * weighted + correlated)) / odds);
    correlated += weight * (weight * odds + 2 * weighted);
    weighted += weight * odds;
    return true;
  });
  return quadraticFormTail((statistic * before * now) / all, form);
}
