import { beforeAll, describe, expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { projectDriftOptions } from '#src/drift/project-drift-options.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { deployedCloud, example } from '#test/support/deployed-cloud.ts';

let deployed: Awaited<ReturnType<typeof deployedCloud>>;
beforeAll(async () => {
  deployed = await deployedCloud();
});

const onDisk = (name: string) => new URL(`../../projects/data/wine/${name}`, import.meta.url).pathname;

describe('data of more rows than drift.shardRows', () => {
  it('go through the Distributed Map, and to the decision of the exact check', async () => {
    const file = (await example('wine.yaml')).replace('project: wine', 'project: sharded').replace(/^drift:.*\n/m, '');
    const sharded = `${file}\ndrift: { shardRows: 60 }\n`;
    await deployed.apply(sharded);
    await deployed.run(sharded, 'v1', await example('data/wine/v1.csv'));
    const run = await deployed.run(sharded, 'v2', await example('data/wine/v2.csv'));
    const [reference, current] = await Promise.all([readTable([onDisk('v1.csv')]), readTable([onDisk('v2.csv')])]);
    const { decision, driftShare } = detectDrift(reference, current, projectDriftOptions(parseProjectFile(sharded)));
    expect(run).toMatchObject({ outcome: 'registered', drift: { decision, driftShare } });

    const progress = await deployed.cloud.trainingRuns.progress(run.id);
    const steps = progress?.steps.filter(({ succeeded }) => succeeded).map(({ state }) => state);
    expect(steps?.slice(2, 6)).toEqual(['PlanDriftCheck', 'SketchShards', 'CompareSketches', 'MergeDatasets']);
    const sketches = await deployed.cloud.artifacts.list('artifacts', 'demo/sharded/sketches/');
    expect(sketches.length).toBe(Math.ceil(reference.rowCount / 60) + Math.ceil(current.rowCount / 60));
  });
});
