import type { NamedFile } from './check-file.ts';
import type { ViolationLog } from './violation-log.ts';

/**
 * Makes sure that nothing was lost between a file and its values: whatever the engine may have taken for rows, it must be
 * as many as were counted in the bytes.
 *
 * @param counted - rows of each file as counted without the engine, where they were
 * @param read - rows of each file as read by the engine
 */
export function compareRowCounts(
  files: readonly NamedFile[],
  counted: readonly (number | undefined)[],
  read: readonly number[],
  log: ViolationLog,
): void {
  for (const [index, { name }] of files.entries()) {
    const [expected, got] = [counted[index], read[index]];
    if (expected === undefined || expected === got) continue;
    const message = `the file has ${expected} rows, but ${got} were read; write it again with plain quotes and line ends`;
    log.add({ file: name, rule: 'readable', message });
  }
}
