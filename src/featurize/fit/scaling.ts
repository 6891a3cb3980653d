import type { FeatureSettings } from '../../contracts/settings/features.ts';
import { meanOf, presentNumbers, quantileOf, varianceOf } from './statistics.ts';

export type Scale = FeatureSettings['scale'];

interface Range {
  readonly center: number;
  readonly scale: number;
}

/** `features.scale` → what is subtracted and divided by, from the training values (at least one, in any order). */
const RANGES: Readonly<Record<Scale, (values: Float64Array) => Range>> = {
  none: () => ({ center: 0, scale: 1 }),
  standard: (values) => ({ center: meanOf(values), scale: Math.sqrt(varianceOf(values)) }),
  minmax: (values) => {
    const least = values.reduce((a, b) => Math.min(a, b));
    return { center: least, scale: values.reduce((a, b) => Math.max(a, b)) - least };
  },
  robust: (values) => {
    const sorted = values.slice().sort();
    return { center: quantileOf(sorted, 0.5), scale: quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25) };
  },
};

/** In float32; a scale that is none (all values are equal, or further apart than float32 can say) is 1. */
export function rangeOf(scale: Scale, values: ArrayLike<number>): Range {
  const present = scale === 'none' ? new Float64Array() : presentNumbers(values);
  if (present.length === 0) return RANGES.none(present);
  const range = RANGES[scale](present);
  const divisor = Math.fround(range.scale);
  return { center: Math.fround(range.center), scale: divisor > 0 && Number.isFinite(divisor) ? divisor : 1 };
}
