import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { deployedCloud, eventually, example } from '#test/support/deployed-cloud.ts';
import { objectCreated } from '#test/support/memory-project.ts';

let deployed: Awaited<ReturnType<typeof deployedCloud>>;
let v1: string;
let v2: string;

beforeAll(async () => {
  deployed = await deployedCloud();
  v1 = await example('data/wine/v1.csv');
  v2 = await example('data/wine/v2.csv');
});

const project = (name: string) => `{ project: ${name}, target: target, task: multiclass }`;
const runsOf = (name: string) => deployed.cloud.runs.list('demo', name);
const ended = (name: string, count: number) =>
  eventually(`${count} ended runs of ${name}`, async () => {
    const runs = await runsOf(name);
    return runs.length >= count && runs.every(({ outcome }) => outcome !== 'running') && runs;
  });

describe('events', () => {
  it('the same event three times more, and out of order, is one run each', async () => {
    await deployed.apply(project('repeated'));
    await deployed.put('demo/repeated/raw/v1.csv', v1);
    await deployed.put('demo/repeated/raw/v2.csv', v2);
    await ended('repeated', 2);
    const lambda = new LambdaClient(deployed.aws);
    const FunctionName = await deployed.functionNamed('StartRun');
    for (const version of ['v2', 'v1', 'v2', 'v1', 'v1', 'v2']) {
      const Payload = JSON.stringify(objectCreated(`demo/repeated/raw/${version}.csv`));
      expect(await lambda.send(new InvokeCommand({ FunctionName, Payload }))).not.toHaveProperty('FunctionError');
    }
    const runs = await runsOf('repeated');
    expect(runs.map(({ dataVersion }) => dataVersion)).toEqual(['v2', 'v1']);
    expect(runs[0]).toMatchObject({ drift: { decision: 'merge_datasets' } });
  });

  it('a version of several files runs when its seal arrives, and only then', async () => {
    await deployed.apply(project('sealed'));
    const [header, ...rows] = v1.trimEnd().split('\n');
    const part = (from: number, to: number) => `${[header, ...rows.slice(from, to)].join('\n')}\n`;
    await deployed.put('demo/sealed/raw/v1/a.csv', part(0, 40));
    await deployed.put('demo/sealed/raw/v1/b.csv', part(40, rows.length));
    // A whole run of another project goes by, so an event of these two would have been acted on.
    await deployed.apply(project('meanwhile'));
    await deployed.run(project('meanwhile'), 'v1', v1);
    expect(await runsOf('sealed')).toEqual([]);
    await deployed.put('demo/sealed/raw/v1/_SUCCESS', '');
    expect(await ended('sealed', 1)).toMatchObject([{ outcome: 'registered' }]);
  });

  it('v10 is newer than v9', async () => {
    await deployed.apply(project('numbers'));
    await deployed.put('demo/numbers/raw/v9.csv', v1);
    await deployed.put('demo/numbers/raw/v10.csv', v2);
    const runs = await ended('numbers', 2);
    expect(runs.map(({ dataVersion, drift }) => [dataVersion, drift?.decision])).toEqual([
      ['v10', 'merge_datasets'],
      ['v9', undefined],
    ]);
  });

  it('data before its project is a recorded failure; the same data after it runs', async () => {
    await deployed.put('demo/early/raw/v1.csv', v1);
    expect(await ended('early', 1)).toMatchObject([{ outcome: 'failed', error: { name: 'NotFoundError' } }]);
    await deployed.apply(project('early'));
    await deployed.put('demo/early/raw/v1.csv', v1);
    expect((await ended('early', 2))[0]).toMatchObject({ outcome: 'registered' });
  });
});
