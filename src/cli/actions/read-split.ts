import { z } from 'zod';
import { describeIssue } from '#src/contracts/describe-issue.ts';
import type { Split } from '#src/featurize/split-rows.ts';
import { UsageError } from '../usage-error.ts';

const SplitFile = z.object({
  train: z.array(z.int().nonnegative()).min(1),
  test: z.array(z.int().nonnegative()).min(1),
});

/**
 * Reads `{"train":[row…],"test":[row…]}`, rows counted from 0; a row may be on one side only, or on none.
 *
 * @param path - named in errors
 * @throws UsageError when it is not that, or names a row twice or one that the data does not have
 */
export function readSplit(text: string, path: string, rowCount: number): Split {
  const result = SplitFile.safeParse(parsed(text, path), { error: describeIssue });
  if (!result.success) {
    const [problem] = result.error.issues; // one says enough of thousands of rows
    throw new UsageError(`${path}: ${problem?.path.join('.') || 'the file'}: ${problem?.message}`);
  }
  const { train, test } = result.data;
  const rows = [...train, ...test];
  const outside = rows.find((row) => row >= rowCount);
  if (outside !== undefined) throw new UsageError(`${path}: there is no row ${outside}, the data has ${rowCount} rows`);
  const seen = new Set<number>();
  for (const row of rows) {
    if (seen.has(row)) throw new UsageError(`${path}: row ${row} is named twice: it can be learnt from or judged by`);
    seen.add(row);
  }
  return { train, test };
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: write {"train":[0,1],"test":[2]}`, { cause });
  }
}

/** The first rows to learn from, all after them to judge by. */
export function splitAfter(trainRows: number, rowCount: number): Split {
  const train = Array.from({ length: trainRows }, (_, row) => row);
  const test = Array.from({ length: rowCount - trainRows }, (_, row) => trainRows + row);
  return { train, test };
}
