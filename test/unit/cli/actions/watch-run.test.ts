import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { watchRun } from '#src/cli/actions/watch-run.ts';
import type { Cloud } from '#src/cli/cloud.ts';
import { createOutput } from '#src/cli/output.ts';
import type { ExecutionProgress, StepVisit } from '#src/ports/execution-history.ts';
import { memoryCloud, runCommand, ScriptedHistory } from '#test/support/memory-cloud.ts';

const run = { team: 'demo', project: 'wine', runId: 'wine-v1-0123456789abcdef', version: 'v1' };

const visit = (state: string, enteredAt: number, changes: Partial<StepVisit> = {}): StepVisit => ({
  state,
  enteredAt,
  exitedAt: enteredAt + 500,
  succeeded: true,
  failures: [],
  ...changes,
});

const finishedAt = '2026-01-01T00:00:07.000Z';

const still = (...steps: StepVisit[]): ExecutionProgress => ({ status: 'RUNNING', startedAt: 0, steps });

async function cloudWithRun(looks: readonly (ExecutionProgress | undefined)[]) {
  const cloud = { ...memoryCloud(), trainingRuns: new ScriptedHistory(looks) };
  await cloud.projects.apply({
    file: (await import('#src/contracts/project-file.ts')).ProjectFile.parse({
      project: 'wine',
      target: 't',
      task: 'binary',
    }),
    sha256: 'a'.repeat(64),
    appliedAt: '2026-01-01T00:00:00.000Z',
  });
  await cloud.runs.claim({
    run,
    fingerprint: 'f'.repeat(64),
    startedAt: '2026-01-01T00:00:00.000Z',
    olderVersions: [],
  });
  return cloud;
}

function terminal(isTTY: boolean) {
  const stderr = Object.assign(new PassThrough(), { isTTY });
  return { out: createOutput(new PassThrough(), stderr, false), text: () => String(stderr.read() ?? '') };
}

describe('watchRun', () => {
  it('writes one line per step as it ends, and returns the record', async () => {
    const cloud = await cloudWithRun([
      still(visit('DetectNewVersion', 0, { exitedAt: undefined, succeeded: false })),
      still(visit('DetectNewVersion', 0), visit('ValidateData', 500, { exitedAt: undefined, succeeded: false })),
      { ...still(visit('DetectNewVersion', 0), visit('ValidateData', 500)), status: 'SUCCEEDED' },
    ]);
    await cloud.runs.finish(run, { outcome: 'no_drift', finishedAt });
    const { out, text } = terminal(false);
    const watched = await watchRun(cloud, run, out);
    expect(watched).toMatchObject({ status: 'ended', record: { id: run.runId, outcome: 'no_drift' } });
    expect(text().split('\n')).toEqual(['  ✔ DetectNewVersion     0.50 s', '  ✔ ValidateData         0.50 s', '']);
  });

  it('rewrites the current line on a terminal, and leaves the same lines behind', async () => {
    const cloud = await cloudWithRun([
      still(visit('Train', 0, { exitedAt: undefined, succeeded: false })),
      { ...still(visit('Train', 0)), status: 'SUCCEEDED' },
    ]);
    await cloud.runs.finish(run, { outcome: 'no_drift', finishedAt });
    const { out, text } = terminal(true);
    await watchRun(cloud, run, out);
    const written = text();
    expect(written).toContain('\r\u001b[K');
    const last = written.split('\r\u001b[K').at(-1) ?? '';
    expect(stripVTControlCharacters(last)).toBe('  ✔ Train                0.50 s\n');
  });

  it('shows what a step failed with, and which steps needed another attempt', async () => {
    const failures = [{ error: 'Lambda.Unknown', cause: 'killed' }];
    const cloud = await cloudWithRun([
      {
        ...still(visit('Train', 0, { failures }), visit('Gate', 500, { succeeded: false, failures })),
        status: 'FAILED',
      },
    ]);
    await cloud.runs.finish(run, { outcome: 'failed', finishedAt });
    const { out, text } = terminal(false);
    await watchRun(cloud, run, out);
    expect(text()).toBe(
      '  ✔ Train                0.50 s  attempt 2\n  ✖ Gate                 0.50 s  Lambda.Unknown\n',
    );
  });

  it('does not wait for an execution that is forgotten, when the run’s record says how it ended', async () => {
    const cloud = await cloudWithRun([undefined]);
    await cloud.runs.finish(run, { outcome: 'no_drift', finishedAt: '2026-01-01T00:00:07.000Z' });
    const { out, text } = terminal(false);
    expect(await watchRun(cloud, run, out)).toMatchObject({ status: 'ended', record: { outcome: 'no_drift' } });
    expect(text()).toBe('');
  });

  it('waits for the execution to start, and for the back-stop to record one that died', async () => {
    const died: ExecutionProgress = { ...still(visit('Train', 0, { succeeded: false })), status: 'TIMED_OUT' };
    const cloud = await cloudWithRun([undefined, died]);
    let looks = 0;
    const list = async () => {
      looks += 1;
      if (looks === 3) await cloud.runs.finish(run, { outcome: 'failed', finishedAt });
      return cloud.runs.list('demo', 'wine');
    };
    const runs = Object.assign(Object.create(cloud.runs), { list });
    const watched = await watchRun({ ...cloud, runs }, run, terminal(false).out);
    expect(watched).toMatchObject({ record: { outcome: 'failed' } });
    expect(looks).toBe(3);
  });

  it('tells an upload that was settled before from a run', async () => {
    const output = { status: 'nothing_new', reason: 'v1 was settled by another run' };
    const cloud = await cloudWithRun([{ ...still(visit('DetectNewVersion', 0)), status: 'SUCCEEDED', output }]);
    expect(await watchRun(cloud, run, terminal(false).out)).toEqual(output);
  });
});

describe('driftloop runs watch', () => {
  const ended: ExecutionProgress = { ...still(visit('Train', 0)), status: 'SUCCEEDED' };
  const watchEnd = async (outcome: 'registered' | 'quarantined', args: readonly string[] = []) => {
    const cloud: Cloud & Awaited<ReturnType<typeof cloudWithRun>> = await cloudWithRun([ended]);
    const error = { name: 'InvalidDataError', message: 'row 3 is ragged' };
    await cloud.runs.finish(run, {
      outcome,
      finishedAt: '2026-01-01T00:00:07.000Z',
      ...(outcome === 'quarantined' && { error }),
    });
    return runCommand(['runs', 'watch', run.runId, ...args], async () => cloud);
  };

  it('exits with 0 after a run that reached its goal, its record alone on stdout', async () => {
    const watched = await watchEnd('registered', ['--json']);
    expect(watched.exitCode).toBe(0);
    expect(JSON.parse(watched.stdout)).toMatchObject({ id: run.runId, outcome: 'registered', seconds: 7 });
    expect(watched.stderr).toContain('✔ Train');
  });

  it('exits with 1 after one that did not, and says why', async () => {
    const watched = await watchEnd('quarantined');
    expect(watched.exitCode).toBe(1);
    expect(watched.stdout).toContain('InvalidDataError: row 3 is ragged');
  });

  it.each(['nonsense', 'beer-v1-0123456789abcdef'])('does not wait for %s, which is no run here', async (id) => {
    const cloud = await cloudWithRun([undefined]);
    const refused = await runCommand(['runs', 'watch', id], async () => cloud);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain(id);
  });
});
