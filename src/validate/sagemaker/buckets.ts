/** SageMaker's statistics always have so many. */
const BUCKETS = 10;

type Bucket = {
  readonly lower_bound: number;
  readonly upper_bound: number;
  readonly count: number;
};

/** Ten buckets of equal width over sorted finite values; the last one holds its upper bound, too. */
export function buckets(sorted: Float64Array): Bucket[] {
  const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const bound = (index: number) => (index === BUCKETS ? max : min + ((max - min) * index) / BUCKETS);
  let at = 0;
  return Array.from({ length: BUCKETS }, (_, index) => {
    const from = at;
    const end = bound(index + 1);
    const isLast = index === BUCKETS - 1;
    while (at < sorted.length && (isLast || (sorted[at] ?? max) < end)) at += 1;
    return { lower_bound: bound(index), upper_bound: end, count: at - from };
  });
}
