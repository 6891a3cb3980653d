const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  minute: MINUTE,
  hour: 60 * MINUTE,
  day: 24 * 60 * MINUTE,
  week: 7 * 24 * 60 * MINUTE,
};

/** A span of time as a rule may give it, e.g. `2 hours`; for use in a pattern, in one group. */
export const DURATION = String.raw`(\d+(?:\.\d+)?\s*(?:minute|hour|day|week)s?)`;

/** In milliseconds; of a text that `DURATION` has matched. */
export function durationIn(text: string): number {
  const [, number, unit = ''] = /^([\d.]+)\s*(\w+?)s?$/.exec(text.toLowerCase()) ?? [];
  return Number(number) * (UNITS[unit] ?? 0);
}

/** ISO 8601, or the number where that is beyond what a date can be. */
export const isoTime = (time: number): string =>
  Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time);

/** In the largest unit of which there is at least one. */
export function describeDuration(milliseconds: number): string {
  const [unit, size] = Object.entries(UNITS).findLast(([, each]) => milliseconds >= each) ?? ['minute', MINUTE];
  return `${Number((milliseconds / size).toPrecision(3))} ${unit}s`;
}
