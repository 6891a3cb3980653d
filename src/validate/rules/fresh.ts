import { DURATION, durationIn, isoTime } from './duration.ts';
import { columnIn, type RuleKind } from './rule.ts';

const PATTERN = new RegExp(String.raw`^fresh\s*\((.+),\s*${DURATION}\s*\)$`, 'i');

/** The newest time of the column is at most so old when the version comes. */
export const fresh: RuleKind = {
  judges: 'table',
  form: 'fresh(X, 24 hours)',
  parse(text) {
    const [, name, age = ''] = PATTERN.exec(text) ?? [];
    if (!name) return undefined;
    const milliseconds = durationIn(age);
    return {
      column: columnIn(name),
      judgesAge: true,
      *check(column, _, { now }) {
        if (column.storage !== 'timestamp') yield { message: 'the column does not hold times' };
        else if (now === undefined) yield { message: 'it is not known when the version came' };
        else {
          const newest = column.values.reduce((last, time) => (time > last ? time : last), Number.NEGATIVE_INFINITY);
          if (newest >= now - milliseconds) return;
          const found =
            newest === Number.NEGATIVE_INFINITY ? 'there is no time' : `the newest time is ${isoTime(newest)}`;
          yield { message: `${found}, more than ${age} before ${isoTime(now)}` };
        }
      },
    };
  },
};
