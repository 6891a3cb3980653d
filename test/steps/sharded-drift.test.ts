import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '#lambdas/shared/step.ts';
import { DriftReport } from '#src/contracts/reports.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop, type StepRunner } from '#test/support/run-loop.ts';

const example = (name: string) => readFile(new URL(`../../projects/${name}`, import.meta.url), 'utf8');

let wine: { file: string; v1: string; v2: string };
beforeAll(async () => {
  const [file, v1, v2] = await Promise.all([
    example('wine.yaml'),
    example('data/wine/v1.csv'),
    example('data/wine/v2.csv'),
  ]);
  wine = { file, v1, v2 };
});

/** The project with both versions in it, and what its steps were called, in their order. */
async function run(drift: string, versions: readonly string[], runner: StepRunner = runStep) {
  const project = await memoryProject(`${wine.file.replace(/^drift:.*\n/m, '')}\ndrift: ${drift}\n`);
  const { artifacts } = project.dependencies;
  const visited: string[] = [];
  const outcomes: string[] = [];
  let last: RunContext | undefined;
  for (const [index, body] of versions.entries()) {
    const version = `v${index + 1}`;
    const input = project.inputFor(version, project.upload(`${version}.csv`, body));
    last = input.run;
    visited.length = 0;
    const step: StepRunner = (which, event, dependencies) => {
      visited.push(which.name);
      return runner(which, event, dependencies);
    };
    outcomes.push(await runLoop(input, project.dependencies, step));
  }
  const stored = async (file: string) =>
    new TextDecoder().decode(
      await artifacts.read(
        await artifacts.identify(
          await artifacts.head('artifacts', `demo/wine/runs/${last?.runId}/drift-check/${file}`),
        ),
      ),
    );
  const report = async () => DriftReport.parse(JSON.parse(await stored('report.json')));
  const sketches = (await artifacts.list('artifacts', 'demo/wine/sketches/')).length;
  return { visited, outcomes, stored, report, sketches };
}

describe('a drift check in shards', () => {
  it.each(['calibrated', 'evidently'])('has the report of the exact one, in the mode %s', async (mode) => {
    const exact = await run(`{ mode: ${mode} }`, [wine.v1, wine.v2]);
    const sharded = await run(`{ mode: ${mode}, shardRows: 30 }`, [wine.v1, wine.v2]);
    expect(exact.visited).toContain('DriftCheck');
    expect(sharded.visited).not.toContain('DriftCheck');
    expect(sharded.visited.filter((name) => name === 'SketchShard')).toHaveLength(sharded.sketches);
    expect(sharded.visited).toContain('CompareSketches');
    expect(await sharded.report()).toEqual(await exact.report());
    expect(await sharded.stored('report.html')).toContain('<dt>Compared by</dt>');
  });

  it('sketches the reference once, whatever is compared with it', async () => {
    const once = await run('{ shardRows: 30 }', [wine.v1, wine.v1]);
    const again = await run('{ shardRows: 30 }', [wine.v1, wine.v1, `${wine.v1}${wine.v1.split('\n')[1]}\n`]);
    expect(again.outcomes).toEqual(['registered', 'no_drift', 'no_drift']);
    const current = again.visited.filter((name) => name === 'SketchShard').length;
    expect(current).toBeGreaterThan(0);
    expect(again.sketches).toBe(once.sketches + current);
  });

  it('gives the same when every step runs twice', async () => {
    const twice: StepRunner = async (step, event, dependencies) => {
      const first = await runStep(step, event, dependencies);
      expect(await runStep(step, event, dependencies), step.name).toEqual(first);
      return first;
    };
    expect((await run('{ shardRows: 30 }', [wine.v1, wine.v2], twice)).outcomes).toEqual(['registered', 'registered']);
  });

  it('ends with the shard that could not be sketched', async () => {
    const failing: StepRunner = (step, event, dependencies) =>
      runStep(step, step.name === 'CompareSketches' ? { ...(event as object), mapped: [CRASH] } : event, dependencies);
    await expect(run('{ shardRows: 30 }', [wine.v1, wine.v2], failing)).rejects.toThrow(
      /^rows 0 to \d+ of the reference data could not be sketched: Runtime.ExitError: killed/,
    );
  });
});

const CRASH = { index: 0, error: { name: 'Runtime.ExitError', message: 'killed' } };
