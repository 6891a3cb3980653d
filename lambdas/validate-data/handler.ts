import { basename, join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { withScratch } from '#lambdas/shared/scratch.ts';
import { type Dependencies, defineStep } from '#lambdas/shared/step.ts';
import { PARQUET, readStoredTable } from '#lambdas/shared/stored-table.ts';
import { quarantineKey, s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ObjectRef } from '#src/contracts/object-ref.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { ValidationReport } from '#src/contracts/reports.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { ValidateDataInput, ValidateDataOutput } from '#src/contracts/steps/validate-data.ts';
import { parseRawKey } from '#src/detect/raw-key.ts';
import { InvalidDataError } from '#src/errors.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import type { RunChanges } from '#src/ports/run-tracker.ts';
import type { Table } from '#src/tabular/table.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { earlierRowCounts } from '#src/validate/row-history.ts';
import { summarizeViolations } from '#src/validate/summarize-violations.ts';
import { validateData as checkData } from '#src/validate/validate-data.ts';

interface LocalFile {
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
}

/** Holds the version against its contract; one that breaks it goes to quarantine, with the report that says why. */
export const validateData = defineStep({
  name: 'ValidateData',
  input: ValidateDataInput,
  output: ValidateDataOutput,
  async run({ run, files: filesRef, projectFile, baseline: baselineRef }, dependencies) {
    const { artifacts, runs } = dependencies;
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const baseline = baselineRef && (await readJson(artifacts, baselineRef, ModelManifest));
    return withScratch(async (folder) => {
      const files = await fetchFiles(artifacts, await readJson(artifacts, filesRef, z.array(ObjectRef)), folder);
      const { report, table, dropped } = await checkData({
        files,
        project,
        rowHistory: async () => earlierRowCounts(await runs.list(run.team, run.project), run.version),
        now: Date.parse((await runs.get(run.team, run.project, run.runId)).startedAt),
        ...(baseline && {
          baseline: {
            columns: baseline.features.rawColumns,
            fileDigests: baseline.lineage.data.map(({ sha256 }) => sha256),
            read: () => readStoredTable(artifacts, baseline.baseline.data),
          },
        }),
      });
      if (!report.valid || !table) return quarantine(run, files, report, dependencies);
      const parquet = join(folder, 'data.parquet');
      await writeParquet(table, parquet);
      const reportRef = await writeJson(
        artifacts,
        stepKey(run, 'validate-data', 'report.json'),
        ValidationReport,
        report,
      );
      const droppedRows = dropped && (await setAside(run, dropped, report, folder, dependencies));
      await runs.update(run, {
        ...judged(report),
        artifacts: {
          validationReport: s3Uri(reportRef),
          ...(droppedRows && { droppedRows: s3Uri(droppedRows) }),
        },
      });
      const key = stepKey(run, 'validate-data', 'data.parquet');
      const data = await artifacts.upload('artifacts', key, parquet, PARQUET);
      return { data, report: reportRef, rows: report.rows };
    });
  },
});

/** Each file in a folder of its own: names may repeat, and their endings tell the format. */
function fetchFiles(artifacts: ArtifactStore, refs: readonly ObjectRef[], folder: string): Promise<LocalFile[]> {
  return Promise.all(
    refs.map(async (ref, index) => {
      const path = join(folder, `${index}-${basename(ref.key)}`);
      await artifacts.download(ref, path);
      return { name: parseRawKey(ref.key)?.file ?? basename(ref.key), path, sha256: ref.sha256 };
    }),
  );
}

/** Keeps the rows that rules took out of a valid version, with the report that says why. */
async function setAside(
  run: RunContext,
  dropped: Table,
  report: ValidationReport,
  folder: string,
  { artifacts }: Pick<Dependencies, 'artifacts'>,
): Promise<ObjectRef> {
  const path = join(folder, 'dropped.parquet');
  await writeParquet(dropped, path);
  await artifacts.write('data', quarantineKey(run, 'report.json'), asJson(report), 'application/json');
  return artifacts.upload('data', quarantineKey(run, 'dropped.parquet'), path, PARQUET);
}

async function quarantine(
  run: RunContext,
  files: readonly LocalFile[],
  report: ValidationReport,
  { artifacts, runs }: Pick<Dependencies, 'artifacts' | 'runs'>,
): Promise<never> {
  for (const { name, path } of files) {
    await artifacts.upload('data', quarantineKey(run, name), path, 'application/octet-stream');
  }
  const ref = await artifacts.write('data', quarantineKey(run, 'report.json'), asJson(report), 'application/json');
  await runs.update(run, {
    ...judged(report),
    artifacts: { validationReport: s3Uri(ref) },
  });
  throw new InvalidDataError(`${summarizeViolations(report)}; the whole report: ${s3Uri(ref)}`);
}

/** What the run keeps of a version that could be read. */
const judged = ({ quality, rows, droppedRows }: ValidationReport): RunChanges =>
  quality ? { quality: quality.score, rows: rows + droppedRows } : {};

const asJson = (report: ValidationReport): string => `${JSON.stringify(report, null, 2)}\n`;

export const handler = lambdaHandler(validateData);
