import type { FeatureSettings } from '../../contracts/settings/features.ts';
import { meanOf, quantileOf, sortedNumbers, varianceOf } from './statistics.ts';

export type Scale = FeatureSettings['scale'];

interface Range {
  readonly center: number;
  readonly scale: number;
}

/** `features.scale` → what is subtracted and divided by, from the training values (ascending, at least one). */
const RANGES: Readonly<Record<Scale, (sorted: Float64Array) => Range>> = {
  none: () => ({ center: 0, scale: 1 }),
  standard: (sorted) => ({ center: meanOf(sorted), scale: Math.sqrt(varianceOf(sorted)) }),
  minmax: (sorted) => ({ center: sorted[0]!, scale: sorted.at(-1)! - sorted[0]! }),
  robust: (sorted) => ({
    center: quantileOf(sorted, 0.5),
    scale: quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25),
  }),
};

/** In float32; a scale that is none (all values are equal, or further apart than float32 can say) is 1. */
export function rangeOf(scale: Scale, values: ArrayLike<number>): Range {
  const sorted = scale === 'none' ? new Float64Array() : sortedNumbers(values);
  if (sorted.length === 0) return RANGES.none(sorted);
  const range = RANGES[scale](sorted);
  const divisor = Math.fround(range.scale);
  return { center: Math.fround(range.center), scale: divisor > 0 && Number.isFinite(divisor) ? divisor : 1 };
}
