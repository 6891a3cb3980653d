/** Round places on an axis: multiples of 1, 2 or 5 times a power of ten, about `wanted` of them. */
export function roundTicks(from: number, to: number, wanted: number): readonly number[] {
  const step = roundStep((to - from) / wanted);
  const [first, last] = [Math.ceil(from / step), Math.floor(to / step)];
  // A span that is no number, or one too small for its distance from zero, has no round places.
  if (!Number.isFinite(step) || !(last - first <= 3 * wanted)) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** The smallest round share, 0..1, that is not below `share`: the top of a vertical axis. */
export function roundTop(share: number): number {
  const power = 10 ** Math.floor(Math.log10(share));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= share * (1 - 1e-9)) ?? 10;
  return Math.min(Number((factor * power).toPrecision(2)), 1);
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10) * power;
}
