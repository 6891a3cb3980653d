import { sortedNumbers } from './statistics.ts';

/**
 * Edges of so many buckets with about as many training values each. An edge is a value that occurs and belongs to the
 * bucket above it; where one value fills several buckets there are fewer.
 *
 * @param values - the training values, NaN for missing
 */
export function quantileEdges(values: ArrayLike<number>, buckets: number): number[] {
  const sorted = sortedNumbers(values);
  const candidates = Array.from(
    { length: buckets - 1 },
    (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / buckets)],
  );
  const [smallest = 0] = sorted;
  // Nothing is below the smallest value, so as an edge it would leave a bucket empty; but one edge there must be.
  const edges = [...new Set(candidates)].flatMap((edge) => (edge !== undefined && edge > smallest ? [edge] : []));
  return edges.length > 0 ? edges : [smallest];
}
