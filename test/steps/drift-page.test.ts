import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DriftReport } from '#src/contracts/reports.ts';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop } from '#test/support/run-loop.ts';

const example = (name: string) => readFile(new URL(`../../projects/${name}`, import.meta.url), 'utf8');

describe('the drift check’s page', () => {
  it('lies beside the report and is among the artifacts of the run', async () => {
    const project = await memoryProject(await example('wine.yaml'));
    const { artifacts, runs } = project.dependencies;
    for (const version of ['v1', 'v2']) {
      const uploaded = project.upload(`${version}.csv`, await example(`data/wine/${version}.csv`));
      await runLoop(await project.inputFor(version, uploaded), project.dependencies);
    }
    const run = (await runs.list('demo', 'wine')).find(({ dataVersion }) => dataVersion === 'v2');
    const written = await artifacts.list('artifacts', `demo/wine/runs/${run?.id}/drift-check/`);
    expect(written.map(({ bucket, key }) => `s3://${bucket}/${key}`)).toEqual([
      run?.artifacts['driftPage'],
      run?.artifacts['driftReport'],
    ]);
    const page = new TextDecoder().decode(await artifacts.read(await artifacts.identify(written[0]!)));
    expect(page).toMatch(/<dt>Current<\/dt><dd><bdi>demo\/wine v2, \d+ rows<\/bdi><\/dd>/);
    expect(page).toContain(`<dt>Run</dt><dd><bdi>${run?.id}</bdi></dd>`);
  });
});

describe('the drift check’s report', () => {
  it('has segments, the target’s role and PSI, whatever is known of importances', async () => {
    const settings = 'drift: { weights: importance, segments: [target] }';
    const project = await memoryProject(`${(await example('wine.yaml')).replace(/^drift:.*$/m, '')}\n${settings}\n`);
    const { artifacts, runs } = project.dependencies;
    for (const version of ['v1', 'v2']) {
      const uploaded = project.upload(`${version}.csv`, await example(`data/wine/${version}.csv`));
      await runLoop(await project.inputFor(version, uploaded), project.dependencies);
    }
    const run = (await runs.list('demo', 'wine')).find(({ dataVersion }) => dataVersion === 'v2');
    const [, written] = await artifacts.list('artifacts', `demo/wine/runs/${run?.id}/drift-check/`);
    const text = new TextDecoder().decode(await artifacts.read(await artifacts.identify(written!)));
    const report = DriftReport.strict().parse(JSON.parse(text));
    expect(report.byColumn['target']).toMatchObject({ role: 'target', psi: expect.any(Number) });
    expect(report.averagePsi).toBeGreaterThan(0);
    expect(Object.keys(report.segments ?? {})).toEqual(['target']);
  });
});
