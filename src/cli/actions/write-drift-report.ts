import { writeFile } from 'node:fs/promises';
import type { DriftPageInput } from '#src/report/drift-page.ts';
import { formatTime } from '../format.ts';

interface DriftReportRequest extends Omit<DriftPageInput, 'facts'> {
  /** The file to write. */
  readonly path: string;
  /** Who chose the tests. */
  readonly mode: string;
}

/** Writes a comparison as a page to look at, print and pass on. */
export async function writeDriftReport({ path, mode, ...input }: DriftReportRequest): Promise<void> {
  const { driftPage } = await import('#src/report/drift-page.ts');
  const compared = `${formatTime(new Date().toISOString())} UTC`;
  await writeFile(path, driftPage({ ...input, facts: { Mode: mode, Compared: compared } }));
}
