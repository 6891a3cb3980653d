import { describe, expect, it } from 'vitest';
import { detectNewVersion } from '#lambdas/detect-new-version/handler.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { readStoredTable } from '#lambdas/shared/stored-table.ts';
import { validateData } from '#lambdas/validate-data/handler.ts';
import { ValidationReport } from '#src/contracts/reports.ts';
import { FINISHED_AT, memoryProject } from '#test/support/memory-project.ts';

const projectFile = (rules: string) =>
  `project: p\ntarget: y\ntask: binary\nvalidation: { minRows: 2, rules: [${rules}] }\n`;

/** Uploads a version and validates it as the workflow does. */
async function validateUpload(rules: string, body: string) {
  const { dependencies, upload, inputFor } = await memoryProject(projectFile(rules));
  const input = inputFor('v1', upload('v1.csv', body));
  const detected = await runStep(detectNewVersion, input, dependencies);
  if (detected.status !== 'new') throw new Error(detected.reason);
  const { files, projectFile: file, baseline } = detected;
  const output = await runStep(validateData, { run: input.run, files, projectFile: file, baseline }, dependencies);
  const report = JSON.parse(new TextDecoder().decode(await dependencies.artifacts.read(output.report)));
  const record = await dependencies.runs.get('demo', 'p', input.run.runId);
  return { output, report: ValidationReport.parse(report), record, ...dependencies };
}

describe('the validate-data step', () => {
  it('goes on without the rows that a rule drops, and keeps them in quarantine with the report', async () => {
    const rule = '{ rule: "x <= 9", otherwise: drop }';
    const { output, report, record, artifacts } = await validateUpload(rule, 'x,y\n1,0\n50,1\n2,1\n');
    expect(output.rows).toBe(2);
    expect((await readStoredTable(artifacts, output.data)).rowCount).toBe(2);
    expect(report).toMatchObject({
      valid: true,
      droppedRows: 1,
      dropped: [{ file: 'v1.csv', row: 2, rule: 'x <= 9' }],
    });
    const aside = await artifacts.list('data', 'demo/p/quarantine/v1/');
    expect(aside.map(({ key }) => key.split('/').at(-1))).toEqual(['dropped.parquet', 'report.json']);
    const rows = await readStoredTable(artifacts, await artifacts.identify(aside[0]!));
    expect(rows.columns.map((column) => column.storage !== 'string' && [...column.values])).toEqual([[50], [1]]);
    expect(record).toMatchObject({ quality: report.quality?.score, rows: 3 });
    expect(record.artifacts['droppedRows']).toMatch(/dropped\.parquet$/);
  });

  it('knows how many rows the earlier versions had', async () => {
    const { dependencies, upload, inputFor } = await memoryProject(
      projectFile('{ rule: "rows between 0.5 and 2 of previous", otherwise: warn }'),
    );
    const warnings: unknown[] = [];
    for (const [version, rows] of [['v1', 4] as const, ['v2', 9] as const]) {
      const input = inputFor(version, upload(`${version}.csv`, `x,y\n${'1,0\n'.repeat(rows)}`));
      const detected = await runStep(detectNewVersion, input, dependencies);
      if (detected.status !== 'new') throw new Error(detected.reason);
      const { files, projectFile: file, baseline } = detected;
      const { report } = await runStep(
        validateData,
        { run: input.run, files, projectFile: file, baseline },
        dependencies,
      );
      warnings.push(JSON.parse(new TextDecoder().decode(await dependencies.artifacts.read(report))).warnings);
      await dependencies.runs.finish(input.run, { outcome: 'registered', finishedAt: FINISHED_AT });
    }
    expect(warnings).toMatchObject([[], [{ message: 'there are 9 rows, 2.25 times the 4 of the version before' }]]);
  });

  it('goes on with a warning, and sets nothing aside', async () => {
    const { output, report, artifacts } = await validateUpload(
      '{ rule: "x <= 9", otherwise: warn }',
      'x,y\n50,0\n2,1\n',
    );
    expect(output.rows).toBe(2);
    expect(report).toMatchObject({ valid: true, warnings: [{ row: 1, rule: 'x <= 9' }] });
    expect(await artifacts.list('data', 'demo/p/quarantine/')).toEqual([]);
  });
});
