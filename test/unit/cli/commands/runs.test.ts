import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { memoryCloud, runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { trainingRecord } from '#test/support/training-records.ts';

const folder = temporaryFolder();
const runOf = (version: string) => ({
  team: 'demo',
  project: 'wine',
  runId: `wine-${version}-${version.slice(1).padStart(16, '0')}`,
  version,
});

/** v1 is registered, v2 has only begun. */
async function cloudWithRuns() {
  const cloud = memoryCloud();
  const file = ProjectFile.parse({ project: 'wine', target: 't', task: 'binary' });
  await cloud.projects.apply({ file, sha256: 'a'.repeat(64), appliedAt: '2026-01-01T00:00:00.000Z' });
  const claim = (version: string, minute: number) =>
    cloud.runs.claim({
      run: runOf(version),
      fingerprint: version.slice(1).repeat(64),
      startedAt: `2026-01-01T00:0${minute}:00.000Z`,
      olderVersions: [],
    });
  await claim('v1', 1);
  await cloud.runs.update(runOf('v1'), {
    drift: { decision: 'merge_datasets', driftShare: 0.625 },
    metrics: { accuracy: 0.9722 },
    gateReasons: ['accuracy 0.9722 is at least 0.85'],
    modelVersion: 1,
    artifacts: { driftReport: 's3://artifacts/report.json' },
  });
  await cloud.runs.finish(runOf('v1'), { outcome: 'registered', finishedAt: '2026-01-01T00:01:04.500Z' });
  await claim('v2', 2);
  return { cloud, run: (...args: string[]) => runCommand(['runs', ...args], async () => cloud) };
}

describe('driftloop runs', () => {
  it('lists the runs, newest first, in the shape that programs rely on', async () => {
    const { run } = await cloudWithRuns();
    const { stdout, stderr } = await run('list', 'wine', '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([
      {
        id: runOf('v2').runId,
        dataVersion: 'v2',
        outcome: 'running',
        drift: null,
        metrics: null,
        modelVersion: null,
        startedAt: '2026-01-01T00:02:00.000Z',
        seconds: null,
      },
      {
        id: runOf('v1').runId,
        dataVersion: 'v1',
        outcome: 'registered',
        drift: { decision: 'merge_datasets', driftShare: 0.625 },
        metrics: { accuracy: 0.9722 },
        modelVersion: 1,
        startedAt: '2026-01-01T00:01:00.000Z',
        seconds: 4.5,
      },
    ]);
  });

  it('lists them as a table for people', async () => {
    const { run } = await cloudWithRuns();
    const [header, newest, oldest] = (await run('list', 'wine')).stdout.split('\n');
    expect(header).toMatch(/^run +data +outcome +drift +model +metrics +started +took$/);
    expect(newest).toMatch(/^wine-v2-0+2 +v2 +running +– +– +– +2026-01-01 00:02:00 +–$/);
    expect(oldest).toMatch(/^wine-v1-0+1 +v1 +registered +62\.5 % +1 +accuracy 0\.9722 +2026-01-01 00:01:00 +4\.50 s$/);
  });

  it('shows what a run found and made', async () => {
    const { run } = await cloudWithRuns();
    const { stdout } = await run('show', runOf('v1').runId);
    for (const line of [
      /^drift +62\.5 % of the columns → merge_datasets$/m,
      /^gate +accuracy 0\.9722 is at least 0\.85$/m,
      /^driftReport +s3:\/\/artifacts\/report\.json$/m,
    ]) {
      expect(stdout).toMatch(line);
    }
    const json = await run('show', runOf('v1').runId, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ id: runOf('v1').runId, team: 'demo', seconds: 4.5 });
  });

  it('shows the tuning trials under their run, and lists none of them', async () => {
    const { cloud, run } = await cloudWithRuns();
    const curve = { rounds: [1], values: [0.9] };
    const trial = { number: 3, hyperparameters: { num_leaves: 9 }, value: 0.91234, rounds: 7, curve };
    const use = { seconds: 12.5, memoryMb: 3008, processor: 'arm64' } as const;
    await cloud.runs.recordTrial(runOf('v1'), { ...trial, state: 'complete', use });
    const { stdout } = await run('show', runOf('v1').runId);
    expect(stdout).toMatch(/-trial-3 +complete +0\.9123 +7 +12\.5 s +num_leaves 9/);
    const shown = JSON.parse((await run('show', runOf('v1').runId, '--json')).stdout);
    expect(shown.trials).toMatchObject([{ number: 3, parentRun: runOf('v1').runId, value: 0.91234 }]);
    expect(JSON.parse((await run('list', 'wine', '--json')).stdout)).toHaveLength(2);
  });

  it('tells a project without runs from one that is not there', async () => {
    const { run, cloud } = await cloudWithRuns();
    const file = ProjectFile.parse({ project: 'tea', target: 't', task: 'binary' });
    await cloud.projects.apply({ file, sha256: 'b'.repeat(64), appliedAt: '2026-01-01T00:00:00.000Z' });
    expect((await run('list', 'tea', '--json')).stdout).toBe('[]\n');
    expect((await run('list', 'tea')).stdout).toContain('driftloop data push tea v1 FILE');
    expect(await run('list', 'beer')).toMatchObject({ exitCode: 1, stdout: '' });
    expect(await run('show', 'wine-v9-0123456789abcdef')).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('finds the project of a run whose long name was cut to fit', async () => {
    const { cloud, run } = await cloudWithRuns();
    const project = `long-${'x'.repeat(58)}`;
    const file = ProjectFile.parse({ project, target: 't', task: 'binary' });
    await cloud.projects.apply({ file, sha256: 'c'.repeat(64), appliedAt: '2026-01-01T00:00:00.000Z' });
    const runId = `${project.slice(0, 55)}-v1234567-0123456789abcdef`;
    const context = { team: 'demo', project, runId, version: 'v1234567' };
    const startedAt = '2026-01-01T00:00:00.000Z';
    await cloud.runs.claim({ run: context, fingerprint: 'd'.repeat(64), startedAt, olderVersions: [] });
    expect(JSON.parse((await run('show', runId, '--json')).stdout)).toMatchObject({ project });
  });

  describe('compare', () => {
    /** v1 and v2, both with what their training left behind; v2 was better and cheaper. */
    async function cloudWithTrainings() {
      const { cloud, run } = await cloudWithRuns();
      const trained = async (version: string, changes: Parameters<typeof trainingRecord>[0], memoryMb: number) => {
        const key = `demo/wine/runs/${runOf(version).runId}/train/run.json`;
        cloud.artifacts.put('artifacts', key, JSON.stringify(trainingRecord(changes)));
        await cloud.runs.update(runOf(version), {
          metrics: changes?.metrics ?? {},
          steps: { Train: { seconds: 10, memoryMb, processor: 'arm64' } },
          artifacts: { trainingRecord: `s3://artifacts/${key}` },
        });
      };
      return { cloud, run, trained };
    }

    it('puts settings, metrics, data and learning curves side by side', async () => {
      const { cloud, run, trained } = await cloudWithTrainings();
      const parameters = { 'training.algorithm': 'xgboost', 'training.seed': 42 };
      await trained('v2', { metrics: { accuracy: 0.99 }, parameters }, 1024);
      await cloud.runs.finish(runOf('v2'), { outcome: 'registered', finishedAt: '2026-01-01T00:03:00.000Z' });
      const claim = { run: runOf('v3'), fingerprint: '3'.repeat(64), startedAt: '2026-01-01T00:04:00.000Z' };
      await cloud.runs.claim({ ...claim, olderVersions: [] });
      await trained('v3', { metrics: { accuracy: 0.9 } }, 2048);
      const [a, b] = [runOf('v3').runId, runOf('v2').runId];

      const { exitCode, stdout, stderr } = await run('compare', a, b);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      for (const line of [
        new RegExp(`^A {2}${a}\nB {2}${b}$`, 'm'),
        /^accuracy +0\.9 +0\.99 ✔$/m,
        /^ +Train +10\.0 s +10\.0 s$/m,
        /^cost, estimated +\$0\.00027 +\$0\.00013$/m,
        /^ +v1\.csv +version-of-v +version-of-v$/m,
        /^settings that differ \(1 settings are the same\)\n +A +B\ntraining\.algorithm +lightgbm +xgboost$/m,
        /^logLoss of the validation rows, by round\n +1 ┤/m,
      ]) {
        expect(stdout).toMatch(line);
      }
      const json = JSON.parse((await run('compare', a, b, '--json')).stdout);
      expect(json.metrics).toEqual({ accuracy: { values: [0.9, 0.99], best: [1] } });
      expect(json.curves[0]).toHaveLength(2);
      const file = folder.path('comparison.html');
      expect((await run('compare', a, b, '--html', file)).stderr).toBe(`wrote ${file}\n`);
      const page = readFileSync(file, 'utf8');
      expect(page).toContain('<td class="num">0.9</td><td class="num"><span class="better">0.99 ✔</span></td>');
      expect(page).toContain(`<bdi>validation: ${b}</bdi>`);
    });

    it('writes the report of one of them, with the verdict of the gate', async () => {
      const { run, trained } = await cloudWithTrainings();
      await trained('v2', {}, 1024);
      const file = folder.path('report.html');
      expect(await run('show', runOf('v2').runId, '--html', file)).toMatchObject({
        exitCode: 0,
        stderr: `wrote ${file}\n`,
      });
      expect(readFileSync(file, 'utf8')).toContain('<code>running</code>');
      const nothing = await run('show', runOf('v1').runId, '--html', file);
      expect(nothing).toMatchObject({ exitCode: 1, stdout: '' });
      expect(nothing.stderr).toContain('has trained nothing');
    });

    it('compares runs that trained nothing, too', async () => {
      const { run } = await cloudWithRuns();
      const { stdout } = await run('compare', runOf('v1').runId, runOf('v2').runId);
      expect(stdout).toMatch(/^outcome +registered +running$/m);
      expect(stdout).toMatch(/^drift +62\.5 % +–$/m);
    });

    it('takes two runs or more', async () => {
      const { run } = await cloudWithRuns();
      expect(await run('compare', runOf('v1').runId)).toMatchObject({ exitCode: 2 });
    });
  });
});
