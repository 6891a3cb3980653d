import { describe, expect, it } from 'vitest';
import { detectNewVersion } from '#lambdas/detect-new-version/handler.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { FINISHED_AT, memoryProject } from '#test/support/memory-project.ts';

const rows = 'a,target\n1,0\n2,1\n';

describe('DetectNewVersion', () => {
  it('fixes files and project file of a first version, which has no baseline', async () => {
    const { dependencies, upload, inputFor } = await memoryProject();
    const found = await runStep(detectNewVersion, inputFor('v1', upload('v1.csv', rows)), dependencies);
    expect(found).toMatchObject({ status: 'new', baseline: null });
  });

  it('gives the same result when it runs twice', async () => {
    const { dependencies, upload, inputFor } = await memoryProject();
    const input = inputFor('v1', upload('v1.csv', rows));
    const first = await runStep(detectNewVersion, input, dependencies);
    expect(await runStep(detectNewVersion, input, dependencies)).toEqual(first);
  });

  it('finds nothing new in an upload that another replaced', async () => {
    const { dependencies, upload, inputFor } = await memoryProject();
    const input = inputFor('v1', upload('v1.csv', rows));
    upload('v1.csv', `${rows}3,1\n`);
    expect(await runStep(detectNewVersion, input, dependencies)).toMatchObject({ status: 'nothing_new' });
  });

  it('finds nothing new in a version older than the last settled one', async () => {
    const { dependencies, upload, inputFor } = await memoryProject();
    const newer = inputFor('v10', upload('v10.csv', rows));
    await runStep(detectNewVersion, newer, dependencies);
    await dependencies.runs.finish(newer.run, { outcome: 'registered', finishedAt: FINISHED_AT });
    const late = inputFor('v9', upload('v9.csv', rows));
    expect(await runStep(detectNewVersion, late, dependencies)).toMatchObject({ status: 'nothing_new' });
  });

  it('waits while another run of the project has its turn, and for older versions', async () => {
    const { dependencies, upload, inputFor } = await memoryProject();
    const first = inputFor('v1', upload('v1.csv', rows));
    const second = inputFor('v2', upload('v2.csv', rows));
    await expect(runStep(detectNewVersion, second, dependencies)).rejects.toMatchObject({ name: 'ProjectBusyError' });
    await runStep(detectNewVersion, first, dependencies);
    await expect(runStep(detectNewVersion, second, dependencies)).rejects.toMatchObject({ name: 'ProjectBusyError' });
    await dependencies.runs.finish(first.run, { outcome: 'failed', finishedAt: FINISHED_AT });
    expect(await runStep(detectNewVersion, second, dependencies)).toMatchObject({ status: 'new' });
  });

  it('says that a project was never applied', async () => {
    const { dependencies, inputFor } = await memoryProject();
    const { key, versionId } = dependencies.artifacts.put('data', 'demo/other/raw/v1.csv', rows);
    const input = inputFor('v1', { key, versionId });
    const run = { ...input.run, project: 'other' };
    await expect(runStep(detectNewVersion, { ...input, run }, dependencies)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
