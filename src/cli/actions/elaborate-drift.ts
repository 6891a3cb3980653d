import type { DriftReport } from '#src/contracts/reports.ts';
import type { DriftOptions, ExaminedColumns } from '#src/drift/detect-drift.ts';
import { withPsi } from '#src/drift/population-stability.ts';
import { compareSegments } from '#src/drift/segments.ts';
import { readTable } from '#src/tabular/read-table.ts';

interface ElaborationRequest {
  readonly paths: readonly [reference: string, current: string];
  readonly compared: DriftReport;
  readonly segment: readonly string[];
  /** The page to write, if any. */
  readonly html: string | undefined;
  readonly mode: string;
  readonly untested: ExaminedColumns['untested'];
}

/** What needs whole tables in memory: segments and, for the page, PSI and distributions. */
export async function elaborateDrift(
  { paths: [referencePath, currentPath], compared, segment, html, mode, untested }: ElaborationRequest,
  options: DriftOptions,
): Promise<DriftReport> {
  const reference = { name: referencePath, table: await readTable([referencePath]) };
  const current = { name: currentPath, table: await readTable([currentPath]) };
  const indexed = html ? withPsi(compared, reference.table, current.table) : compared;
  const segments = compareSegments(reference.table, current.table, segment, compared, options);
  const report = segment.length > 0 ? { ...indexed, segments } : indexed;
  if (html) {
    const { writeDriftReport } = await import('./write-drift-report.ts');
    await writeDriftReport({ path: html, mode, reference, current, report, untested });
  }
  return report;
}
