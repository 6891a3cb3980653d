import type { NamedFile } from './check-file.ts';
import type { TableViolation } from './check-table.ts';

/**
 * Warns of a version that brings nothing new: every one of its files, byte by byte, is one the baseline was trained on.
 *
 * @param known - sha256 of the baseline's files
 */
export function* warnOfDuplicate(files: readonly NamedFile[], known: ReadonlySet<string>): Iterable<TableViolation> {
  const isKnown = ({ sha256 }: NamedFile) => sha256 !== undefined && known.has(sha256);
  if (files.length === 0 || !files.every(isKnown)) return;
  const names = files.map(({ name }) => name).join(', ');
  yield { rule: 'duplicate_version', message: `the production model was trained on the same bytes before: ${names}` };
}
