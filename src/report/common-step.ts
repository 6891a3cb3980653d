import { walkTogether } from '#src/drift/sorted-values.ts';

const MOST_VALUES = 60;
/** How far a value may lie from its place, in steps: files round to a few digits. */
const TOLERANCE = 0.01;

/**
 * The step between values that lie evenly, such as small whole numbers or the half hours of a day, where no more than
 * 60 places would be needed; undefined for all other samples.
 */
export function commonStep(reference: Float64Array, current: Float64Array): number | undefined {
  const values: number[] = [];
  walkTogether(reference, current, (value) => values.push(value) <= MOST_VALUES);
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const smallestGap = Math.min(...values.slice(1).map((value, index) => value - (values[index] ?? value)));
  const steps = Math.round((last - first) / smallestGap);
  if (values.length > MOST_VALUES || !(steps >= 1 && steps < MOST_VALUES)) return undefined;
  const step = (last - first) / steps;
  const isEven = values.every((value) => {
    const place = (value - first) / step;
    return Math.abs(place - Math.round(place)) <= TOLERANCE;
  });
  return isEven ? step : undefined;
}
