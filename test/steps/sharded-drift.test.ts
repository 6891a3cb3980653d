import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { driftCheck } from '#lambdas/drift-check/handler.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop, type StepRunner } from '#test/support/run-loop.ts';

const example = (name: string) => readFile(new URL(`../../projects/${name}`, import.meta.url), 'utf8');

let wine: { file: string; v1: string; v2: string };
beforeAll(async () => {
  const [file, v1, v2] = await Promise.all(['wine.yaml', 'data/wine/v1.csv', 'data/wine/v2.csv'].map(example));
  wine = { file: file ?? '', v1: v1 ?? '', v2: v2 ?? '' };
});

/** Takes versions of the data through the loop in shards of 30 rows; how often each step ran, version by version. */
async function run(versions: readonly string[], runner: StepRunner = runStep, settings = 'mode: calibrated') {
  const drift = `drift: { ${settings}, shardRows: 30 }`;
  const project = await memoryProject(`${wine.file.replace(/^drift:.*\n/m, '')}\n${drift}\n`);
  const { artifacts } = project.dependencies;
  const visits: Map<string, number>[] = [];
  const outcomes: string[] = [];
  for (const [index, body] of versions.entries()) {
    const visited = new Map<string, number>();
    const step: StepRunner = (which, event, dependencies) => {
      visited.set(which.name, (visited.get(which.name) ?? 0) + 1);
      return runner(which, event, dependencies);
    };
    const version = `v${index + 1}`;
    const uploaded = project.upload(`${version}.csv`, body);
    outcomes.push(await runLoop(project.inputFor(version, uploaded), project.dependencies, step));
    visits.push(visited);
  }
  const sketches = await artifacts.list('artifacts', 'demo/wine/sketches/');
  return { visits, outcomes, sketches, artifacts };
}

describe('a drift check in shards', () => {
  it.each(['calibrated', 'evidently'])('has the report of the exact one, in the mode %s', async (mode) => {
    let input: object = {};
    const reports: string[] = [];
    const both: StepRunner = async (step, event, dependencies) => {
      if (step.name === 'PlanDriftCheck') input = event as object;
      const result = await runStep(step, event, dependencies);
      if (step.name !== 'CompareSketches') return result;
      const exact = await runStep(driftCheck, input, dependencies);
      expect(result).toEqual(exact); // the report's digest included
      reports.push(exact.report.sha256);
      return result;
    };
    const { visits } = await run([wine.v1, wine.v2], both, `mode: ${mode}`);
    expect(reports).toHaveLength(1);
    expect(visits[1]?.has('DriftCheck')).toBe(false);
  });

  it('says on the page what was compared, and what was not', async () => {
    const { artifacts } = await run([wine.v1, wine.v1], runStep, 'segments: [target]');
    const [page] = (await artifacts.list('artifacts', 'demo/wine/runs/')).filter(({ key }) =>
      /\/(drift-check|compare-sketches)\/.*\.html$/.test(key),
    );
    const html = new TextDecoder().decode(await artifacts.read(await artifacts.identify(page!)));
    expect(html).toMatch(/<dt>Compared by<\/dt><dd><bdi>sketches of \d+ shards/);
    expect(html).toContain('<dt>Segments</dt><dd><bdi>not compared');
  });

  it('sketches the reference once, whatever is compared with it', async () => {
    const another = `${wine.v1}${wine.v1.split('\n')[1]}\n`;
    const { visits, outcomes, sketches } = await run([wine.v1, wine.v1, another]);
    expect(outcomes).toEqual(['registered', 'no_drift', 'no_drift']);
    const [, second = 0, third = 0] = visits.map((visited) => visited.get('SketchShard'));
    expect(third).toBeGreaterThan(0);
    expect(third).toBeLessThanOrEqual(second);
    expect(sketches).toHaveLength(second + third);
  });

  it('is none where a test needs the rows themselves', async () => {
    const { visits } = await run([wine.v1, wine.v1], runStep, 'methods: { proline: es }');
    expect([visits[1]?.has('DriftCheck'), visits[1]?.has('SketchShard')]).toEqual([true, false]);
  });

  it('gives the same when its steps run twice', async () => {
    const twice: StepRunner = async (step, event, dependencies) => {
      const first = await runStep(step, event, dependencies);
      if (/Sketch|Plan/.test(step.name)) expect(await runStep(step, event, dependencies), step.name).toEqual(first);
      return first;
    };
    expect((await run([wine.v1, wine.v2], twice)).outcomes).toEqual(['registered', 'registered']);
  });

  it('ends with the shard that could not be sketched', async () => {
    const crash = { index: 0, error: { name: 'Runtime.ExitError', message: 'killed' } };
    const failing: StepRunner = (step, event, dependencies) =>
      runStep(step, step.name === 'CompareSketches' ? { ...(event as object), mapped: [crash] } : event, dependencies);
    await expect(run([wine.v1, wine.v2], failing)).rejects.toThrow(
      /^rows 0 to \d+ of the reference data could not be sketched: Runtime.ExitError: killed/,
    );
  });
});
