import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DriftMethod } from '#src/contracts/settings/drift.ts';
import { compareFiles } from '#src/drift/files/compare-files.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const Verdict = z.object({ method: DriftMethod, threshold: z.number(), score: z.number(), drifted: z.boolean() });
const Case = z.object({
  name: z.string(),
  reference: z.string(),
  current: z.string(),
  method: DriftMethod.nullable(),
  thresholds: z.record(z.string(), z.number()),
  evidently: z.object({
    byColumn: z.record(z.string(), Verdict),
    driftedColumns: z.int(),
    driftShare: z.number(),
    datasetDrift: z.boolean(),
  }),
});

const { cases } = z
  .object({ versions: z.record(z.string(), z.string()), cases: z.array(Case) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'recorded/drift-corners.json'), 'utf8')));

const folder = temporaryFolder();

describe("Evidently's preset on odd files", () => {
  it.each(cases)('$name', async ({ reference, current, method, thresholds, evidently }) => {
    const paths = [folder.write('reference.csv', reference), folder.write('current.csv', current)] as const;
    const asked = { mode: 'evidently', thresholds, ...(method && { method }) } as const;
    const { report } = await compareFiles(paths, asked, 1);
    const { byColumn, ...dataset } = evidently;
    expect(report).toMatchObject(dataset);
    expect(Object.keys(report.byColumn).sort()).toEqual(Object.keys(byColumn).sort());
    for (const [column, { score, ...verdict }] of Object.entries(byColumn)) {
      expect(report.byColumn[column], column).toMatchObject(verdict);
      expect(Math.abs((report.byColumn[column]?.score ?? Number.NaN) - score), column).toBeLessThan(1e-6);
    }
  });
});
