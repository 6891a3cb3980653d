import { describe, expect, it } from 'vitest';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import type { Table } from '#src/tabular/table.ts';
import { crossValidation } from '#src/train/cross-validate.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { foldOutcomes } from '#src/train/fold-outcomes.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const index = [...Array(150).keys()];
const size = index.map((row) => (row * 37) % 50);
const table = tableOf(
  numbers('size', size),
  numbers('when', index),
  texts(
    'label',
    index.map((row) => (size[row]! > 20 !== (row % 9 === 0) ? 'yes' : 'no')),
  ),
);
const crossValidate = async (data: Table, rows: number[], project: ProjectFile, folds: number) =>
  crossValidation(await foldOutcomes(data, rows, project, folds));
const training = { hyperparameters: { num_iterations: 20 } };

describe('crossValidation', () => {
  it('judges every fold, and says how far folds are apart', async () => {
    const { folds, mean, std } = await crossValidate(table, index.slice(0, 120), projectOf({ training }), 4);
    expect(folds.map(({ train, test }) => [train, test])).toEqual(Array(4).fill([90, 30]));
    const values = folds.map(({ metrics }) => metrics!['accuracy']!);
    expect(mean['accuracy']).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 4, 12);
    const variance = values.reduce((sum, value) => sum + (value - mean['accuracy']!) ** 2, 0) / 3;
    expect(std['accuracy']).toBeCloseTo(Math.sqrt(variance), 12);
    expect(mean['accuracy']).toBeGreaterThan(0.7);
  });

  it('goes on when a fold has only one class to learn from', async () => {
    const late = tableOf(
      numbers('when', index),
      texts(
        'label',
        index.map((row) => (row > 60 && row % 2 ? 'yes' : 'no')),
      ),
    );
    const project = projectOf({ training: { ...training, test: { strategy: 'time', by: 'when' } } });
    const { folds, mean } = await crossValidate(late, index, project, 4);
    expect(folds.map(({ error }) => error !== undefined)).toEqual([true, true, false, false]);
    expect(folds[0]!.error).toContain('has the same class in all 30 training rows');
    expect(mean['accuracy']).toBeDefined();
  });

  it('leaves the model as it is', async () => {
    const plain = await fitProject(table, projectOf({ training }));
    const judged = await fitProject(table, projectOf({ training: { ...training, crossValidation: { folds: 3 } } }));
    expect(judged.sha256).toBe(plain.sha256);
    expect(plain.evaluation).not.toHaveProperty('crossValidation');
    expect(judged.evaluation.crossValidation?.folds).toHaveLength(3);
  });
});
