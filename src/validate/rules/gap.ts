import { DURATION, describeDuration, durationIn, isoTime } from './duration.ts';
import { columnIn, type RuleKind } from './rule.ts';

const PATTERN = new RegExp(String.raw`^gap\s*\((.+)\)\s*<=\s*${DURATION}$`, 'i');

/** Nowhere between the oldest and the newest time of the column, in whatever order, is there so long without one. */
export const gap: RuleKind = {
  judges: 'table',
  form: 'gap(X) <= 2 hours',
  parse(text) {
    const [, name, most = ''] = PATTERN.exec(text) ?? [];
    if (!name) return undefined;
    const milliseconds = durationIn(most);
    return {
      column: columnIn(name),
      *check(column) {
        if (column.storage !== 'timestamp') {
          yield { message: 'the column does not hold times' };
          return;
        }
        const times = column.values.filter((time) => !Number.isNaN(time)).sort();
        for (let at = 1; at < times.length; at += 1) {
          const [before = 0, after = 0] = [times[at - 1], times[at]];
          if (after - before <= milliseconds) continue;
          const found = `there is nothing for ${describeDuration(after - before)}`;
          yield { message: `${found}, from ${isoTime(before)} to ${isoTime(after)}` };
        }
      },
    };
  },
};
