import { describe, expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { type DriftOptions, detectDrift } from '#src/drift/detect-drift.ts';
import { planColumns } from '#src/drift/plan-columns.ts';
import { projectDriftOptions } from '#src/drift/project-drift-options.ts';
import { InvalidDataError, InvalidProjectFileError } from '#src/errors.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const ramp = (name: string, from: number) =>
  numbers(
    name,
    Array.from({ length: 40 }, (_, row) => from + row / 10),
  );
const same = tableOf(ramp('a', 0), ramp('b', 0));
const halfMoved = tableOf(ramp('a', 0), ramp('b', 100));

const byEvidently = (reference: Table, current: Table, options: DriftOptions = {}) =>
  detectDrift(reference, current, { mode: 'evidently', ...options });

describe('detectDrift by the rules of Evidently', () => {
  it('reports every column and the share', () => {
    expect(byEvidently(same, halfMoved)).toEqual({
      decision: 'merge_datasets',
      datasetDrift: true,
      driftShare: 0.5,
      shareThreshold: 0.5,
      driftedColumns: 1,
      columns: 2,
      byColumn: {
        a: { type: 'numerical', method: 'ks', score: 1, threshold: 0.05, drifted: false },
        b: { type: 'numerical', method: 'ks', score: expect.any(Number), threshold: 0.05, drifted: true },
      },
    });
  });

  it('decides by the share that is asked for', () => {
    expect(byEvidently(same, halfMoved, { share: 0.51 })).toMatchObject({ decision: 'no_drift', driftShare: 0.5 });
  });

  it('takes the column’s own method before the one for all', () => {
    const { byColumn } = byEvidently(same, halfMoved, { method: 'psi', methods: { b: 'wasserstein' } });
    expect([byColumn['a']?.method, byColumn['b']?.method]).toEqual(['psi', 'wasserstein']);
  });

  it('takes the column’s own threshold before the one for all, and that before the test’s', () => {
    const { byColumn } = byEvidently(same, halfMoved, { method: 'psi', threshold: 0.3, thresholds: { b: 99 } });
    expect(byColumn).toMatchObject({ a: { threshold: 0.3, drifted: false }, b: { threshold: 99, drifted: false } });
    expect(byEvidently(same, halfMoved, { thresholds: { b: 0 } }).byColumn['b']).toMatchObject({ drifted: false });
  });

  it.each([
    ['ks', 1.5, 'the threshold 1.5 of the column "a" is out of range: its test "ks" gives a p-value, from 0 to 1'],
    ['psi', -0.1, 'the threshold -0.1 of the column "a" is out of range: its test "psi" gives a distance, 0 or more'],
    ['psi', Number.NaN, 'the threshold NaN of the column "a" is out of range'],
  ] as const)('refuses a threshold that no %s can have (%s), in either mode', (method, threshold, message) => {
    for (const mode of ['calibrated', 'evidently'] as const) {
      const run = () => detectDrift(same, same, { mode, method, thresholds: { a: threshold } });
      expect(run).toThrow(InvalidProjectFileError);
      expect(run).toThrow(message);
    }
  });

  it('refuses a threshold for a column that is not tested', () => {
    expect(() => byEvidently(same, same, { thresholds: { c: 0.2 } })).toThrow(
      'a drift threshold is given for "c", which is not a tested column: use one of a, b',
    );
  });

  it('tests only the columns that are named', () => {
    expect(Object.keys(byEvidently(same, halfMoved, { columns: ['b'] }).byColumn)).toEqual(['b']);
  });

  it('calls an undefined score null and no drift', () => {
    const one = tableOf(texts('x', ['a', 'a']));
    const { byColumn } = byEvidently(one, one, { method: 'chisquare' });
    expect(byColumn['x']).toMatchObject({ method: 'chisquare', score: null, drifted: false });
  });

  it('drops missing and infinite values before it counts', () => {
    const gappy = tableOf(numbers('a', [null, 1, 2, 3, 4, 5, 6, Number.POSITIVE_INFINITY]));
    const whole = tableOf(numbers('a', [1, 2, 3, 4, 5, 6]));
    expect(byEvidently(gappy, whole).byColumn['a']).toMatchObject({ method: 'ks', score: 1 });
  });

  it('survives constant columns', () => {
    const [zeros, ones] = [tableOf(numbers('a', [0, 0, 0])), tableOf(numbers('a', [1, 1, 1]))];
    expect(byEvidently(zeros, zeros).byColumn['a']).toMatchObject({ method: 'z', score: 1, drifted: false });
    expect(byEvidently(zeros, ones).byColumn['a']).toMatchObject({ method: 'z', drifted: true });
  });

  it('refuses a column that is empty on one side, by name', () => {
    const empty = tableOf(numbers('a', [null, null]));
    const filled = tableOf(numbers('a', [1, 2]));
    expect(() => byEvidently(empty, filled)).toThrow(InvalidDataError);
    expect(() => byEvidently(empty, filled)).toThrow('column "a" has no values in the reference data');
    const types = { a: 'numerical' } as const;
    expect(() => byEvidently(filled, empty, { types })).toThrow('column "a" has no values in the current data');
  });

  it('refuses text where numbers are compared, with an example of it', () => {
    const words = tableOf(texts('a', ['x', 'y']));
    const figures = tableOf(numbers('a', [1.5, 2.5]));
    expect(() => byEvidently(words, figures)).toThrow(/column "a" .*holds text in the reference data, for example "x"/);
  });

  it('refuses a method that does not fit the column, and names those that do', () => {
    const words = tableOf(texts('a', ['x', 'x', 'y', 'y', 'x']));
    expect(() => byEvidently(words, words, { method: 'ks' })).toThrow(InvalidProjectFileError);
    expect(() => byEvidently(words, words, { method: 'ks' })).toThrow(
      'use one of chisquare, z, jensenshannon, psi, kl_div, hellinger, g_test, fisher_exact, TVD, total_variation',
    );
  });

  it('refuses a method for a column that is not tested', () => {
    expect(() => byEvidently(same, same, { methods: { c: 'psi' } })).toThrow('"c", which is not a tested column');
  });

  it('counts columns with infinities as Evidently counts them, and says so where their verdicts differ', () => {
    const infinite = Number.POSITIVE_INFINITY;
    const [few, many] = [
      Array.from({ length: 40 }, (_, row) => (row < 30 ? row : infinite)),
      Array.from({ length: 40 }, (_, row) => (row < 10 ? row * 3 : infinite)),
    ];
    const report = byEvidently(tableOf(numbers('x', few)), tableOf(numbers('x', many)));
    expect(report).toMatchObject({ driftedColumns: 1, driftShare: 1, note: expect.stringContaining('infinities') });
    expect(report.byColumn['x']).toMatchObject({ method: 'ks', drifted: false });
    const gappy = byEvidently(tableOf(numbers('x', [...few, null])), tableOf(numbers('x', [...many, null])));
    expect(gappy).toMatchObject({ driftedColumns: 0 });
    expect(gappy.note).toBeUndefined();
    const asked = byEvidently(tableOf(numbers('x', few)), tableOf(numbers('x', many)), { method: 'anderson' });
    expect(asked.driftedColumns).toBe(asked.byColumn['x']?.drifted ? 1 : 0);
  });

  it('refuses data without rows, and says which side it is', () => {
    const [some, none] = [tableOf(numbers('x', [1, 2])), tableOf(numbers('x', []))];
    expect(() => detectDrift(none, some)).toThrow('the reference data have no rows');
    expect(() => detectDrift(some, none, { mode: 'evidently' })).toThrow('the current data have no rows');
  });

  it('refuses data sets that have nothing to compare', () => {
    expect(() => byEvidently(tableOf(ramp('a', 0)), tableOf(ramp('b', 0)))).toThrow('no column can be tested');
  });
});

describe('planColumns for columns of odd names and types', () => {
  const flags = (values: readonly (number | null)[]) => tableOf(numbers('constructor', values, 'boolean'));

  it('leaves booleans with gaps in the current data untested where Evidently does, unless their type is declared', () => {
    const planned = (choice: Parameters<typeof planColumns>[2]) =>
      planColumns(flags([1, 0, null]), flags([1, null]), choice).tested.map(({ type }) => type);
    expect(planned({})).toEqual([]);
    expect(planned({ types: { constructor: 'boolean' as const } })).toEqual(['boolean']);
    expect(planned({ typesFrom: 'reference' })).toEqual(['categorical']);
    expect(planColumns(flags([1, null]), flags([1, 0]), {}).tested).toHaveLength(1);
  });

  it('does not take what every object has for a method, a threshold or a weight', () => {
    const numbered = (values: readonly number[]) =>
      tableOf(numbers('constructor', values), numbers('toString', values));
    const options = { methods: {}, thresholds: {}, weights: { toString: 1 } };
    const report = detectDrift(numbered([1, 2.5, 3]), numbered([1, 2.5, 3]), options);
    expect(report.byColumn['constructor']).toMatchObject({ method: 'ks_distance', threshold: 0.1, weight: 0 });
  });
});

describe('planColumns', () => {
  const reference = tableOf(ramp('both', 0), ramp('gone', 0), ramp('time', 0), texts('word', ['p', 'q']));
  const current = tableOf(
    ramp('both', 0),
    { ...ramp('time', 0), storage: 'timestamp' },
    texts('word', ['r', 's']),
    numbers('new', [1]),
  );

  it('says what is not tested and why', () => {
    const { tested, untested } = planColumns(reference, current, {});
    expect(tested.map(({ current: { name } }) => name)).toEqual(['both', 'word']);
    expect(untested).toEqual([
      { name: 'time', reason: 'its type is datetime' },
      { name: 'new', reason: 'it is missing from the reference data' },
      { name: 'gone', reason: 'it is missing from the current data' },
    ]);
  });

  it('refuses a named column that cannot be tested', () => {
    for (const [name, reason] of [
      ['time', 'its type is datetime'],
      ['gone', 'it is missing from the current data'],
      ['nowhere', 'it is missing from the reference and the current data'],
    ] as const) {
      expect(() => planColumns(reference, current, { columns: [name] })).toThrow(
        `"${name}" cannot be tested for drift: ${reason}`,
      );
    }
  });

  it('takes the declared type before the inferred one, and leaves ignored columns alone', () => {
    const types = { word: 'categorical', both: 'ignore' } as const;
    const { tested, untested } = planColumns(reference, current, { types });
    expect(tested).toMatchObject([{ type: 'categorical', testedAs: 'categorical', current: { name: 'word' } }]);
    expect(untested).toContainEqual({ name: 'both', reason: 'its type is ignore' });
  });

  it('does not test a column without values in the current data', () => {
    const { untested } = planColumns(tableOf(ramp('a', 0)), tableOf(numbers('a', [null])), {});
    expect(untested).toEqual([{ name: 'a', reason: 'it has no values in the current data' }]);
  });
});

describe('projectDriftOptions', () => {
  it('is what the project file says', () => {
    const project = parseProjectFile(
      'project: wine\ntarget: t\ntask: binary\ndrift: { share: 0.3, methods: { a: psi }, thresholds: { a: 0.2 } }\ncolumns: { id: { type: ignore } }\n',
    );
    expect(projectDriftOptions(project)).toEqual({
      mode: 'calibrated',
      share: 0.3,
      methods: { a: 'psi' },
      thresholds: { a: 0.2 },
      types: { id: 'ignore' },
      roles: { t: 'target' },
    });
  });
});
