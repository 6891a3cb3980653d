const counts = new Intl.NumberFormat('en-US');
const ticks = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 5 });

export const NOTHING = '–';

/** 9063 → `9,063`. */
export const formatCount = (count: number): string => counts.format(count);

/** A share 0..1 as a percentage with one decimal; what is there but would round to nothing shows as `< 0.1 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  return `${Number((share * 100).toFixed(1))} %`;
}

/** The same where percentages stand below each other: always one decimal, but for nothing and for everything. */
export const formatShareInColumn = (share: number): string =>
  share === 0 || share === 1 || share < 0.0005 ? formatShare(share) : `${(share * 100).toFixed(1)} %`;

/** Scores, which stand below each other: always four decimals where these say something. */
export const formatScore = (score: number | null | undefined): string =>
  typeof score === 'number' && score !== 0 && Math.abs(score) >= 1e-4 && Math.abs(score) < 1e4
    ? score.toFixed(4)
    : formatNumber(score);

/** A PSI too small to matter shows as such; unlike a p-value's, its power of ten says nothing. */
export const formatPsi = (psi: number | undefined): string =>
  psi !== undefined && psi > 0 && psi < 1e-4 ? '< 0.0001' : formatScore(psi);

/** Chance levels are estimates: below a ten-thousandth they are all the same. */
export const formatChance = (chance: number | undefined): string =>
  chance !== undefined && chance < 1e-4 ? '< 0.0001' : formatScore(chance);

/** Other numbers: four decimals where they say something, else four significant digits. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING;
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return formatCount(value);
  if (size >= 1e9 || size < 1e-4) return value.toExponential(2);
  return size < 1000 ? String(Number(value.toFixed(4))) : formatCount(Number(value.toFixed(1)));
}

/** A place on an axis, short: 25000 → `25K`. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  return value !== 0 && (size >= 1e15 || size < 1e-4) ? String(Number(value.toPrecision(3))) : ticks.format(value);
}

/** Names and levels from the data, which may be of any length, cut to so many characters. */
export function shorten(text: string, limit: number): string {
  // Sliced first: a level may be megabytes long, and one character is at most two code units.
  const characters = [...text.slice(0, 2 * limit + 2)];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : text;
}
