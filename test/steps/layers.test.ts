import { describe, expect, it, vi } from 'vitest';
import { runStep } from '#lambdas/shared/step.ts';
import { pipelineSteps } from '#lib/pipeline-steps.ts';
import { duckDb } from '#src/tabular/duckdb.ts';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop, type StepRunner } from '#test/support/run-loop.ts';

const PROJECT = `
project: shop
target: bought
task: binary
drift: { mode: evidently, share: 0.01 }
features: { derived: { month: 'month(seen)', size: 'length(note)' } }
training: { hyperparameters: { num_iterations: 5, min_data_in_leaf: 2 }, tune: { trials: 1 } }
gate: { againstProduction: { metric: auc, tolerance: 1 }, latency: { maxMs: 10000 } }
`;

/** Every kind of column, each with gaps. */
function csv(rows: number, shift: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const cell = (gap: number, value: string | number | boolean) => (row % gap === 1 ? '' : value);
    const seen = new Date(Date.UTC(2026, row % 12, 1 + (row % 28), row % 24)).toISOString();
    return [
      cell(17, seen),
      cell(13, row % 3 === 0),
      cell(11, ['red', 'grün', 'nan'][row % 3]!),
      cell(7, `note ${row}`),
      cell(19, (row * 7919) % 101),
      cell(5, Math.sin(row) + shift),
      row % 2 === 0 ? 'yes' : 'no',
    ].join(',');
  });
  return `seen,member,colour,note,visits,spent,bought\n${lines.join('\n')}\n`;
}

describe('the functions without the analytics layer', () => {
  it('never ask for the engine, whatever columns there are', async () => {
    const opened = vi.spyOn(duckDb().DuckDBInstance, 'create');
    const askedFor = new Map<string, number>();
    const counting: StepRunner = async (step, event, dependencies) => {
      const before = opened.mock.calls.length;
      const output = await runStep(step, event, dependencies);
      askedFor.set(step.name, opened.mock.calls.length - before);
      return output;
    };
    const { dependencies, inputFor, upload } = await memoryProject(PROJECT);
    expect(await runLoop(inputFor('v1', upload('v1.csv', csv(200, 0))), dependencies, counting)).toBe('registered');
    expect(await runLoop(inputFor('v2', upload('v2.csv', csv(150, 5))), dependencies, counting)).toBe('registered');
    const layers = new Map<string, readonly string[]>(
      Object.entries(pipelineSteps).map(([name, step]) => [name, step.layers]),
    );
    const without = [...askedFor].filter(([name]) => !layers.get(name)?.includes('analytics'));
    expect(without.filter(([, times]) => times > 0)).toEqual([]);
    expect(without.map(([name]) => name)).toEqual(
      expect.arrayContaining(['DriftCheck', 'Featurize', 'RunTrial', 'Train', 'Gate']),
    );
    expect(askedFor.get('ValidateData')).toBeGreaterThan(0);
  });
});
