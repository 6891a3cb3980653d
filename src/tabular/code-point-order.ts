/**
 * Compares two texts by their code points, as UTF-8 bytes, Python and DuckDB do. JavaScript's own `<` compares UTF-16
 * units, which puts everything beyond U+FFFF before U+E000.
 */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [unitA, unitB] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (unitA !== unitB) return aboveSurrogates(unitA) - aboveSurrogates(unitB);
  }
  return a.length - b.length;
}

/** Moves the surrogates, which begin the highest code points, above all other units. */
const aboveSurrogates = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;

/** The texts in code-point order. */
export function sortedByCodePoint(texts: Iterable<string>): string[] {
  const all = [...texts];
  // Without surrogates both orders agree, and the built-in one is five times as fast.
  return all.some((text) => /[\ud800-\udfff]/.test(text)) ? all.sort(byCodePoint) : all.sort();
}
