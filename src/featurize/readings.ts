import type { Reading } from '../contracts/feature-plan.ts';

const SECONDS_PER_DAY = 86_400;
/** A float32 holds every whole number up to here; as days it is some 46,000 years. */
const MAX_DAYS = 2 ** 24;

function daysOf(milliseconds: number): number {
  const days = Math.floor(milliseconds / 1000 / SECONDS_PER_DAY);
  return Math.abs(days) <= MAX_DAYS ? days : Number.NaN;
}

const secondsOf = (milliseconds: number): number =>
  Math.floor(milliseconds / 1000) - Math.floor(milliseconds / 1000 / SECONDS_PER_DAY) * SECONDS_PER_DAY;

const never = (): number => Number.NaN;

/** What the graph is given of a number, or of a time in milliseconds since 1970. */
export const numberReadings: Readonly<Record<Reading, (value: number) => number>> = {
  value: (value) => value,
  days: daysOf,
  seconds: secondsOf,
  characters: never,
  words: never,
};

/** What the graph is given of a text beside the text itself; '' is missing. */
export const textReadings: Readonly<Record<Reading, (text: string) => number>> = {
  value: never,
  days: never,
  seconds: never,
  characters: (text) => (text === '' ? Number.NaN : [...text].length),
  words: (text) => (text === '' ? Number.NaN : (text.match(/\S+/gu)?.length ?? 0)),
};
