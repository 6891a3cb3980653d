import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop } from '#test/support/run-loop.ts';

const example = (name: string) => readFile(new URL(`../../projects/${name}`, import.meta.url), 'utf8');
const [file, v1, v2] = await Promise.all(['wine.yaml', 'data/wine/v1.csv', 'data/wine/v2.csv'].map(example));

/** Runs v1 and v2 by wine's project file with another gate. */
async function gateOfSecondRun(gate: string, second = v2!) {
  const project = await memoryProject(file!.replace(/^gate:.*/ms, `gate: ${gate}\n`));
  const { dependencies } = project;
  const outcomes: string[] = [];
  for (const [version, body] of Object.entries({ v1: v1!, v2: second })) {
    const input = project.inputFor(version, project.upload(`${version}.csv`, body));
    outcomes.push(await runLoop(input, dependencies));
  }
  const run = (await dependencies.runs.list('demo', 'wine')).find(({ dataVersion }) => dataVersion === 'v2');
  return { outcomes, reasons: run?.gateReasons, models: await dependencies.registry.list('demo', 'wine') };
}

describe('the gate step', () => {
  it('lets both models predict the held-out rows that production has not learnt from', async () => {
    const { outcomes, reasons } = await gateOfSecondRun(
      '{ againstProduction: { metric: accuracy, tolerance: 0.01 }, size: { maxMb: 5 }, latency: { maxMs: 1000 } }',
    );
    expect(outcomes).toEqual(['registered', 'registered']);
    expect(reasons).toEqual([
      expect.stringMatching(
        /^accuracy [\d.]+ against [\d.]+ of version 1 in production, on the \d+ held-out rows of v2, which production has not learnt from: a gain of/,
      ),
      expect.stringMatching(/^the model's size, 0\.\d+ MB, is at most 5 MB$/),
      expect.stringMatching(/^the median time of a prediction of 1 row, [\d.]+ ms, is at most 1000 ms$/),
    ]);
  });

  it('registers nothing when the new model is not certain to be as good, and does where that is not asked', async () => {
    const common = 'metric: logLoss, rows: all';
    const refused = await gateOfSecondRun(`{ againstProduction: { ${common}, rule: nonInferior } }`);
    const [reason = ''] = refused.reasons ?? [];
    expect(reason).toMatch(/on all 36 held-out rows, some of which production may have learnt from: a gain of/);
    const [, low, high] = /interval (\S+) to (\S+)\)/.exec(reason)?.map(Number) ?? [];
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    expect(reason).toMatch(/is not certain to be at least 0$/);
    expect(refused.outcomes).toEqual(['registered', 'failed_gate']);
    expect(refused.models).toHaveLength(1);

    const found = reason.slice(0, reason.indexOf(' is not certain'));
    const tolerant = `{ againstProduction: { ${common}, rule: nonInferior, tolerance: 0.5 } }`;
    for (const [gate, verdict] of [
      [tolerant, 'is certain to be at least -0.5'],
      [`{ againstProduction: { ${common} } }`, 'is not certain to be below 0'],
    ]) {
      const passed = await gateOfSecondRun(gate!);
      expect(passed.reasons).toEqual([`${found} ${verdict}`]);
      expect(passed.outcomes).toEqual(['registered', 'registered']);
      expect(passed.models).toHaveLength(2);
    }
  });

  it('looks at segments by the values of a column', async () => {
    const { reasons } = await gateOfSecondRun('{ segments: { columns: [target], minRows: 5, tolerance: 0.2 } }');
    expect(reasons).toEqual([expect.stringContaining('values of target that have 5 held-out rows or more')]);
  });
});
