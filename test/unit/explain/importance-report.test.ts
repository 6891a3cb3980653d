import { describe, expect, it } from 'vitest';
import { gainByColumn } from '#src/explain/importance-report.ts';
import { type FitOptions, fitProject } from '#src/train/fit-project.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const ROWS = 300;
const rows = [...Array(ROWS).keys()];
const strong = rows.map((row) => (row * 37) % 101);
const weak = rows.map((row) => (row * 53) % 17);
const noise = rows.map((row) => (row * 7919) % 13);
const colour = rows.map((row) => ['red', 'green', 'blue'][(row * 11) % 3]!);
const score = rows.map((row) => 10 * strong[row]! + 4 * weak[row]! + (colour[row] === 'red' ? 50 : 0));
const table = tableOf(
  numbers('strong', strong),
  numbers('weak', weak),
  numbers('noise', noise),
  numbers(
    'constant',
    rows.map(() => 3),
  ),
  texts('colour', colour),
  numbers('label', score),
);

const importanceOf = async (settings: object, options?: FitOptions) =>
  (await fitProject(table, projectOf({ task: 'regression', ...settings }), options)).importance;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe.each(['lightgbm', 'xgboost', 'linear'])('the importances of %s', (algorithm) => {
  it('are shares of what all columns gain the model, the strongest first', async () => {
    const { byColumn, byFeature, permutation } = await importanceOf({ training: { algorithm } });
    expect(Object.keys(byColumn)).toEqual(['strong', 'weak', 'noise', 'constant', 'colour']);
    const gains = Object.fromEntries(Object.entries(byColumn).map(([name, { gain }]) => [name, gain]));
    expect(sum(Object.values(gains))).toBeCloseTo(1, 9);
    expect(gains['strong']).toBeGreaterThan(0.6);
    expect(gains['weak']).toBeGreaterThan(gains['noise']!);
    expect(gains['constant']).toBe(0);
    expect(Object.keys(byFeature)).toEqual(Object.keys(byColumn));
    expect(permutation).toBeUndefined();
  });

  it('say what shuffling a column does to the metric, of columns that the model uses', async () => {
    const { byColumn, permutation } = await importanceOf({ training: { algorithm } }, { permutation: true });
    expect(permutation).toMatchObject({ metric: 'rmse', rows: 60, repeats: 5 });
    const drop = (name: string) => byColumn[name]!.permutation!;
    expect(drop('strong').mean).toBeGreaterThan(200);
    expect(drop('strong').deviation).toBeGreaterThan(0);
    expect(drop('weak').mean).toBeLessThan(drop('strong').mean);
    expect(drop('constant')).toBeUndefined();
  });
});

describe('measureImportance', () => {
  it('counts all features of a column together, and one of several columns to each', async () => {
    const features = { encode: 'onehot', derived: { both: 'strong + weak' } };
    const { byColumn, byFeature } = await importanceOf({ features, training: { algorithm: 'xgboost' } });
    const gain = (...names: string[]) => sum(names.map((name) => byFeature[name]!.gain));
    const split = (...names: string[]) => sum(names.map((name) => byFeature[name]!.split!));
    const ofColour = Object.keys(byFeature).filter((name) => name.startsWith('colour'));
    expect(ofColour).toHaveLength(3);
    expect(byColumn['colour']!.gain).toBeCloseTo(gain(...ofColour), 12);
    expect(byColumn['colour']!.split).toBe(split(...ofColour));
    expect(gain('both')).toBeGreaterThan(0.1);
    expect(byColumn['weak']!.gain).toBeCloseTo(gain('weak') + gain('both') / 2, 12);
    expect(byColumn['strong']!.split).toBe(split('strong') + split('both') / 2);
  });

  it('is finite where the library calls gains infinite', async () => {
    const huge = numbers(
      'label',
      score.map((value) => 1e20 * value),
    );
    const others = table.columns.filter(({ name }) => name !== 'label');
    const { importance } = await fitProject(tableOf(...others, huge), projectOf({ task: 'regression' }));
    expect(importance.byColumn['strong']!.gain).toBeGreaterThan(0.1);
    expect(sum(Object.values(importance.byColumn).map(({ gain }) => gain))).toBeCloseTo(1, 9);
  });

  it('shuffles the same way for the same seed', async () => {
    const first = await importanceOf({}, { permutation: true });
    expect(await importanceOf({}, { permutation: true })).toEqual(first);
  });

  it('gives a model that uses no column none', async () => {
    const importance = await importanceOf(
      { training: { hyperparameters: { min_data_in_leaf: 1000 } } },
      { permutation: true },
    );
    expect(Object.values(importance.byColumn).every(({ gain, permutation }) => gain === 0 && !permutation)).toBe(true);
    expect(gainByColumn(importance)).toBeUndefined();
    expect(gainByColumn(await importanceOf({}))).toMatchObject({ constant: 0, strong: expect.any(Number) });
  });
});
