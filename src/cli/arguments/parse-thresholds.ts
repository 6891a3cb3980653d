import { UsageError } from '../usage-error.ts';

export interface ThresholdRequests {
  readonly threshold?: number;
  readonly thresholds: Readonly<Record<string, number>>;
}

/**
 * Reads the values of a repeated `--threshold`: `0.2` is for every column, `age=0.2` for one (whose own name may contain
 * `=`).
 *
 * @throws UsageError for anything but a number from 0 on
 */
export function parseThresholds(values: readonly string[]): ThresholdRequests {
  const named = values.map((value) => {
    const at = value.lastIndexOf('=');
    return { column: at < 0 ? undefined : value.slice(0, at), threshold: parseNumber(value, value.slice(at + 1)) };
  });
  const everywhere = named.findLast(({ column }) => column === undefined);
  const thresholds = Object.fromEntries(
    named.flatMap(({ column, threshold }) => (column === undefined ? [] : [[column, threshold]])),
  );
  return { thresholds, ...(everywhere && { threshold: everywhere.threshold }) };
}

function parseNumber(value: string, text: string): number {
  const threshold = Number(text);
  if (text.trim() !== '' && threshold >= 0 && threshold < Number.POSITIVE_INFINITY) return threshold;
  throw new UsageError(
    `--threshold ${value}: the threshold is a number, from 0 to 1 for a p-value and 0 or more for a distance`,
  );
}
