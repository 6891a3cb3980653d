import type { PiecewiseLinear } from './piecewise-linear.ts';

/** Neighbouring points that are given one value: the weighted mean of theirs. */
interface Block {
  /** The first and the last x. */
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  /** Of weight times y. */
  readonly sum: number;
}

/**
 * The rising function that is nearest to the points by weighted least squares, found by pooling adjacent violators.
 * Points of the same x count as one. Between blocks of one value it is a straight line, as scikit-learn's
 * `IsotonicRegression` has it.
 *
 * @param x - finite, in any order, at least one
 * @param weights - above 0; default: all the same
 * @see Barlow, Bartholomew, Bremner and Brunk (1972), "Statistical Inference under Order Restrictions"
 */
export function isotonicRegression(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weights?: ArrayLike<number>,
): PiecewiseLinear {
  const blocks: Block[] = [];
  for (const point of distinctPoints(x, y, weights)) {
    let block = point;
    for (let last = blocks.at(-1); last && meanOf(last) >= meanOf(block); last = blocks.at(-1)) {
      blocks.pop();
      block = { from: last.from, to: block.to, weight: last.weight + block.weight, sum: last.sum + block.sum };
    }
    blocks.push(block);
  }
  const knots = blocks.flatMap((block) => {
    const y = meanOf(block);
    return block.from === block.to ? [{ x: block.to, y }] : [block.from, block.to].map((x) => ({ x, y }));
  });
  return { x: knots.map((knot) => knot.x), y: knots.map((knot) => knot.y) };
}

const meanOf = ({ sum, weight }: Block): number => sum / weight;

/** The points in the order of x, those of the same x as one. */
function distinctPoints(x: ArrayLike<number>, y: ArrayLike<number>, weights?: ArrayLike<number>): Block[] {
  const order = Uint32Array.from({ length: x.length }, (_, index) => index).sort((a, b) => x[a]! - x[b]!);
  const points: Block[] = [];
  for (const index of order) {
    const [at, weight] = [x[index]!, weights?.[index] ?? 1];
    const same = points.at(-1)?.to === at ? points.pop() : undefined;
    const sum = (same?.sum ?? 0) + weight * y[index]!;
    points.push({ from: at, to: at, weight: (same?.weight ?? 0) + weight, sum });
  }
  return points;
}
