/**
 * Which tests stand out when so many were made: of all that are called out, on average at most the share `rate` is by
 * chance, and with nothing to find the chance of calling out anything is at most `rate`.
 *
 * @param chances - one probability per test, in any order
 * @returns the largest chance that is called out, 0 when none is
 * @see Benjamini and Hochberg (1995), "Controlling the False Discovery Rate"
 */
export function largestDiscovery(chances: readonly number[], rate: number): number {
  const ascending = chances.toSorted((a, b) => a - b);
  return ascending.findLast((chance, index) => chance <= (rate * (index + 1)) / ascending.length) ?? 0;
}
