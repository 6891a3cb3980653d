import { countBelow } from '#src/drift/sorted-values.ts';
import { commonStep } from './common-step.ts';

/** Shares of the rows per bin, over the same equally wide bins on both sides; what lies beyond is in the end bins. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** Values beyond the axis, of both sides together. */
  readonly beyond: number;
}

const BINS = 30;
/** Share of the values on either end that may be a tail. */
const TAIL = 0.005;

/**
 * Bins for the eye: a tail longer than everything else together is cut off the axis, and values that lie evenly never
 * share a bin unevenly, which would draw a comb. (The tests have bins of their own.)
 *
 * @param reference - sorted, finite
 * @param current - sorted, finite; not both sides are empty
 * @param integers - all values are whole
 */
export function sharedHistogram(reference: Float64Array, current: Float64Array, integers: boolean): Histogram {
  const sides = [reference, current].filter((side) => side.length > 0);
  const { from, to, bins } = gridOver(axisOver(sides), commonStep(reference, current), integers);
  const edge = (bin: number) => from * (1 - bin / bins) + to * (bin / bins);
  const share = (side: Float64Array) => {
    const upTo = Array.from({ length: bins - 1 }, (_, bin) => countBelow(side, edge(bin + 1)));
    return [...upTo, side.length].map((count, bin) => (count - (upTo[bin - 1] ?? 0)) / Math.max(side.length, 1));
  };
  const inside = sides.reduce((sum, side) => sum + countUpTo(side, to) - countBelow(side, from), 0);
  return {
    from,
    to,
    reference: share(reference),
    current: share(current),
    beyond: reference.length + current.length - inside,
  };
}

interface Axis {
  readonly lowest: number;
  readonly highest: number;
}

function axisOver(sides: readonly Float64Array[]): Axis {
  const lowest = Math.min(...sides.map((side) => side[0] ?? 0));
  const highest = Math.max(...sides.map((side) => side.at(-1) ?? 0));
  const bulkFrom = Math.min(...sides.map((side) => side[Math.floor(side.length * TAIL)] ?? lowest));
  const bulkTo = Math.max(...sides.map((side) => side[Math.ceil(side.length * (1 - TAIL)) - 1] ?? highest));
  const bulk = bulkTo - bulkFrom;
  return {
    lowest: bulk > 0 && bulkFrom - lowest > bulk ? bulkFrom : lowest,
    highest: bulk > 0 && highest - bulkTo > bulk ? bulkTo : highest,
  };
}

interface Grid {
  readonly from: number;
  readonly to: number;
  readonly bins: number;
}

function gridOver({ lowest, highest }: Axis, step: number | undefined, integers: boolean): Grid {
  const range = highest - lowest;
  if (range === 0) {
    const margin = Math.max(0.5, Math.abs(lowest) / 1000);
    return { from: lowest - margin, to: highest + margin, bins: 1 };
  }
  if (step !== undefined) return alignedGrid(lowest, step, Math.round(range / step) + 1);
  if (!integers || range < BINS) return { from: lowest, to: highest, bins: BINS };
  const width = Math.ceil((range + 1) / BINS);
  const bins = Math.ceil((range + 1) / width);
  return { from: lowest - 0.5, to: lowest - 0.5 + bins * width, bins };
}

const alignedGrid = (lowest: number, step: number, bins: number): Grid => ({
  from: lowest - step / 2,
  to: lowest + (bins - 0.5) * step,
  bins,
});

function countUpTo(sorted: Float64Array, bound: number): number {
  let count = countBelow(sorted, bound);
  while (sorted[count] === bound) count++;
  return count;
}
