import { columnIn, type RuleKind } from './rule.ts';

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  minute: MINUTE,
  hour: 60 * MINUTE,
  day: 24 * 60 * MINUTE,
  week: 7 * 24 * 60 * MINUTE,
};

const PATTERN = /^fresh\s*\((.+),\s*(\d+(?:\.\d+)?)\s*(minute|hour|day|week)s?\s*\)$/i;

/** The newest time of the column is at most so old when the version comes. */
export const fresh: RuleKind = {
  judges: 'table',
  form: 'fresh(X, 24 hours)',
  parse(text) {
    const [, name, number, unit = ''] = PATTERN.exec(text) ?? [];
    const milliseconds = Number(number) * (UNITS[unit.toLowerCase()] ?? 0);
    if (!name) return undefined;
    return {
      column: columnIn(name),
      judgesAge: true,
      *check(column, _, { now }) {
        if (column.storage !== 'timestamp') yield { message: 'the column does not hold times' };
        else if (now === undefined) yield { message: 'it is not known when the version came' };
        else {
          const newest = column.values.reduce((last, time) => (time > last ? time : last), Number.NEGATIVE_INFINITY);
          if (newest >= now - milliseconds) return;
          const found = newest === Number.NEGATIVE_INFINITY ? 'there is no time' : `the newest time is ${iso(newest)}`;
          yield { message: `${found}, more than ${number} ${unit}s before ${iso(now)}` };
        }
      },
    };
  },
};

/** ISO 8601, or the number where that is beyond what a date can be. */
const iso = (time: number): string => (Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time));
