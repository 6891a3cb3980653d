import { normalTwoSided } from './chi-square.ts';

/** The value that a standard normal variable stays below with this probability, 0 < probability < 1. */
export function normalQuantile(probability: number): number {
  let [low, high] = [0, 40];
  const tail = 2 * Math.min(probability, 1 - probability);
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (normalTwoSided(middle) > tail) low = middle;
    else high = middle;
  }
  return probability < 0.5 ? -low : low;
}
