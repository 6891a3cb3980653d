import { describe, expect, it } from 'vitest';
import { predictionColumns } from '#src/batch/prediction-columns.ts';
import type { ClassLabel } from '#src/contracts/model-manifest.ts';

const columnsOf = (classes: ClassLabel[], taken: string[] = []) =>
  predictionColumns({ task: 'multiclass', classes }, taken).map(({ name, type }) => `${name} ${type}`);

describe('predictionColumns', () => {
  it.each([
    [[0, 1], 'INTEGER'],
    [[0.5, 1], 'DOUBLE'],
    [[1, 3_000_000_000], 'DOUBLE'],
    [[false, true], 'BOOLEAN'],
    [['a', 'b'], 'VARCHAR'],
    [[1, 'b'], 'VARCHAR'],
  ])('classes %j are written as %s', (classes, type) => {
    expect(columnsOf(classes)[0]).toBe(`prediction ${type}`);
  });

  it('has a probability for every class', () => {
    expect(columnsOf(['red', 'white']).slice(1)).toEqual(['probability_red FLOAT', 'probability_white FLOAT']);
  });

  it('leaves the file its own columns, upper and lower case alike', () => {
    expect(columnsOf([0], ['Prediction', 'prediction_2'])[0]).toBe('prediction_3 INTEGER');
  });

  it('has the number alone for a regression', () => {
    const [column, ...others] = predictionColumns({ task: 'regression', classes: [] }, []);
    expect(others).toEqual([]);
    expect(column?.values({ predictions: [1.5, 2] })).toEqual([1.5, 2]);
  });
});
