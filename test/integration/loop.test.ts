import { beforeAll, describe, expect, it } from 'vitest';
import { simulate } from '#src/simulate/simulate.ts';
import { readTable } from '#src/tabular/read-table.ts';
import type { Table } from '#src/tabular/table.ts';
import { deployedCloud, example } from '#test/support/deployed-cloud.ts';

let deployed: Awaited<ReturnType<typeof deployedCloud>>;
let projectFile: string;
let v1: string;
let alerts: Awaited<ReturnType<typeof deployed.alerts>>;

const csv = ({ rowCount, columns }: Table): string => {
  const cell = (column: Table['columns'][number], row: number) =>
    column.storage === 'string' ? column.levels[column.codes[row]!] : column.values[row];
  const rows = Array.from({ length: rowCount }, (_, row) => columns.map((column) => cell(column, row)).join(','));
  return `${[columns.map(({ name }) => name).join(','), ...rows].join('\n')}\n`;
};

beforeAll(async () => {
  deployed = await deployedCloud();
  projectFile = await example('wine.yaml');
  v1 = await example('data/wine/v1.csv');
  alerts = await deployed.alerts();
  await deployed.apply(projectFile);
});

async function predict(features: number[][], key: string | undefined) {
  const headers = { 'content-type': 'application/json', ...(key && { 'x-api-key': key }) };
  const body = JSON.stringify({ features });
  const response = await fetch(`${deployed.cloud.apiUrl}/projects/wine/predict`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.json() };
}

// Each part goes on from where the one before left the project.
describe.sequential('wine, from upload to prediction', () => {
  it('trains on an object that a plain S3 client put, and registers the model as Production', async () => {
    const run = await deployed.run(projectFile, 'v1', v1);
    expect(run).toMatchObject({ outcome: 'registered', modelVersion: 1 });
    expect(await deployed.cloud.registry.production('demo', 'wine')).toMatchObject({ version: 1 });
  });

  it('finds v2 drifted, merges, retrains and replaces the model', async () => {
    const run = await deployed.run(projectFile, 'v2', await example('data/wine/v2.csv'));
    expect(run).toMatchObject({ outcome: 'registered', modelVersion: 2, drift: { decision: 'merge_datasets' } });
    const stages = (await deployed.cloud.registry.list('demo', 'wine')).map(({ version, stage }) => [version, stage]);
    expect(stages).toEqual([
      [2, 'Production'],
      [1, 'Archived'],
    ]);
  });

  it('answers predictions with the key only', async () => {
    const rows = v1
      .split('\n')
      .slice(1, 3)
      .map((line) => line.split(',').slice(0, 13).map(Number));
    const answer = await predict(rows, await deployed.cloud.apiKeys.defaultKey());
    expect(answer).toMatchObject({ status: 200, body: { predictions: [expect.any(Number), expect.any(Number)] } });
    expect((await predict(rows, undefined)).status).toBe(403);
    expect((await predict(rows, 'not-a-key-not-a-key-not-a-key')).status).toBe(403);
  });

  it('names the row and the counts of a bad request', async () => {
    const answer = await predict([Array(13).fill(1), [1, 2]], await deployed.cloud.apiKeys.defaultKey());
    const message = expect.stringContaining('row 2: expected 13 numbers, got 2');
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'INVALID_FEATURES', message } } });
  });

  it('records a v3 of the same distribution as no_drift, without training', async () => {
    const production = await deployed.cloud.registry.production('demo', 'wine');
    const baseline = await readTable([
      new URL('../../projects/data/wine/v1.csv', import.meta.url).pathname,
      new URL('../../projects/data/wine/v2.csv', import.meta.url).pathname,
    ]);
    const v3 = simulate({ baseline, target: 'target', task: 'multiclass', rows: 150, seed: 7 });
    const run = await deployed.run(projectFile, 'v3', csv(v3));
    expect(run).toMatchObject({ outcome: 'no_drift', drift: { decision: 'no_drift' } });
    expect(await deployed.cloud.registry.production('demo', 'wine')).toEqual(production);
  });

  const header = () => v1.slice(0, v1.indexOf('\n'));
  it.each([
    ['ragged rows', () => v1.replace(/,1\n/, '\n'), 'ragged'],
    ['text where numbers belong', () => v1.replace(/\n[\d.]+,/, '\nstrong,'), 'column_type'],
    ['no target', () => v1.replace(/,[^,\n]*\n/g, '\n'), 'target_present'],
    ['another encoding', () => Buffer.from(v1.replace('\n', '\nré'), 'latin1'), 'encoding'],
    ['nothing at all', () => '', 'not_empty'],
    ['a header only', () => `${header()}\n`, 'not_empty'],
    ['something that is no CSV', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'readable'],
  ])('quarantines a v4 with %s, with a report and an alert', async (_, broken, rule) => {
    const run = await deployed.run(projectFile, 'v4', broken());
    expect(run).toMatchObject({ outcome: 'quarantined', error: { name: 'InvalidDataError' } });
    const files = await deployed.cloud.artifacts.list('data', `demo/wine/quarantine/v4/${run.id}/`);
    expect(files.map(({ key }) => key.split('/').at(-1))).toEqual(['report.json', 'v4.csv']);
    const report = await deployed.cloud.artifacts.read(await deployed.cloud.artifacts.identify(files[0]!));
    expect(JSON.parse(new TextDecoder().decode(report))).toMatchObject({
      valid: false,
      violations: expect.arrayContaining([expect.objectContaining({ rule, file: 'v4.csv' })]),
    });
    expect(await alerts.about(run.id)).toContain('quarantined');
  });

  it('takes the good v5 right after them', async () => {
    expect(await deployed.run(projectFile, 'v5', v1)).toMatchObject({
      outcome: expect.stringMatching(/registered|no_drift/),
    });
  });

  it('turns away, with 429, what is beyond the usage plan', async () => {
    const key = await deployed.cloud.apiKeys.defaultKey();
    const client = async () => {
      const statuses: number[] = [];
      for (let request = 0; request < 60; request++) statuses.push((await predict([Array(13).fill(1)], key)).status);
      return statuses;
    };
    const statuses = (await Promise.all(Array.from({ length: 8 }, client))).flat();
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    // 100 at once and 50 a second are allowed; these came as fast as they could.
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(100);
  });
});
