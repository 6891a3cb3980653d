import { describe, expect, it } from 'vitest';
import { mergeDatasets } from '#lambdas/merge-datasets/handler.ts';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { PARQUET, readLabelledTable } from '#lambdas/shared/stored-table.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { MergeReport } from '#src/contracts/reports.ts';
import type { Table } from '#src/tabular/table.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { memoryProject, STARTED_AT } from '#test/support/memory-project.ts';
import { manifestFor } from '#test/support/model-manifests.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

const v1 = tableOf(numbers('id', [1, 2, null], 'integer'), numbers('y', [0, 0, 0], 'integer'));
const v2 = tableOf(
  numbers('id', [2, 3, null], 'integer'),
  numbers('y', [1, 1, 1], 'integer'),
  texts('z', [null, 'a', 'b']),
);

/** Merges v2 into the data of a model of v1, with those lines of the project file. */
async function mergeVersions(settings: string) {
  const project = await memoryProject(`project: p\ntarget: y\ntask: binary\n${settings}\n`);
  const { artifacts, runs } = project.dependencies;
  const store = async (key: string, table: Table) => {
    await writeParquet(table, folder.path(key));
    return artifacts.upload('data', key, folder.path(key), PARQUET);
  };
  const { run } = project.inputFor('v2', project.upload('v2.csv', 'id,y\n'));
  await runs.claim({ run, fingerprint: 'f', startedAt: STARTED_AT, olderVersions: [] });
  const data = await store('v1.parquet', v1);
  const manifest = manifestFor(new Uint8Array(), { baseline: { data, profile: data } });
  const input = {
    run,
    projectFile: await writeJson(artifacts, 'project.json', ProjectFile, project.file),
    data: await store('v2.parquet', v2),
    baseline: await writeJson(artifacts, 'manifest.json', ModelManifest, manifest),
  };
  const output = await runStep(mergeDatasets, input, project.dependencies);
  expect(await runStep(mergeDatasets, input, project.dependencies), 'a retry').toEqual(output);
  const { columns } = await readLabelledTable(artifacts, output.data);
  return {
    rows: output.rows,
    columns: Object.fromEntries(
      columns.map((column) => [
        column.name,
        column.storage === 'string'
          ? Array.from(column.codes, (code) => column.levels[code] ?? null)
          : Array.from(column.values, (value) => (Number.isNaN(value) ? null : value)),
      ]),
    ),
    report: await readJson(artifacts, output.report, MergeReport),
    record: await runs.get(run.team, run.project, run.runId),
  };
}

describe('the merge-datasets step', () => {
  it('keeps every row, and says which version it came with, unless told otherwise', async () => {
    const { rows, columns, record } = await mergeVersions('');
    expect(rows).toBe(6);
    expect(columns).toEqual({
      id: [1, 2, null, 2, 3, null],
      y: [0, 0, 0, 1, 1, 1],
      z: [null, null, null, null, 'a', 'b'],
      _driftloop_version: ['v1', 'v1', 'v1', 'v2', 'v2', 'v2'],
    });
    expect(record.artifacts['mergedData']).toMatch(/merged\/.*\.parquet$/);
  });

  it.each([
    ['the newest', '', [1, null, 2, 3, null], [0, 0, 1, 1, 1], { baseline: 1, v2: 0 }],
    ['the oldest, if asked,', ', keep: oldest', [1, 2, null, 3, null], [0, 0, 0, 1, 1], { baseline: 0, v2: 1 }],
  ])('keeps %s of the rows with the same key', async (_, keep, id, y, removed) => {
    const { rows, columns, report } = await mergeVersions(
      `merge: { deduplicate: { by: [id]${keep} }, lineage: false }`,
    );
    expect(rows).toBe(5);
    expect(columns).toMatchObject({ id, y });
    expect(Object.keys(columns)).toEqual(['id', 'y', 'z']);
    expect(report).toMatchObject({ deduplicatedBy: ['id'], removed: 1 });
    expect(Object.fromEntries(report.inputs.map((input) => [input.name, input.removed]))).toEqual(removed);
  });

  it('says which data lack the column that the key names', async () => {
    await expect(mergeVersions('merge: { deduplicate: { by: [z] } }')).rejects.toThrow(/baseline has no column "z"/);
  });
});
