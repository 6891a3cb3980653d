import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { InvalidProjectFileError, UntrainableDataError } from '#src/errors.ts';
import { type SplitRequest, splitRows } from '#src/featurize/split-rows.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const DAY = 86_400_000;
const request = { target: 'label', task: 'regression', fraction: 0.2, seed: 42 } as const;
const split = (
  values: readonly (number | null)[],
  more: Partial<SplitRequest>,
  storage: 'float' | 'timestamp' = 'float',
) => splitRows({ ...request, strategy: 'time', by: 'when', ...more, table: tableOf(numbers('when', values, storage)) });
const grouped = (values: readonly (string | null)[], more: Partial<SplitRequest> = {}) =>
  splitRows({ ...request, strategy: 'group', by: 'who', ...more, table: tableOf(texts('who', values)) });

describe('splitRows by time', () => {
  it('holds out the newest rows, wherever they stand', () => {
    expect(split([5, 9, 1, 7, 3, 8, 2, 10, 4, 6], {})).toEqual({ train: [0, 2, 3, 4, 5, 6, 8, 9], test: [1, 7] });
  });

  it('keeps the rows of one instant together', () => {
    expect(split([1, 1, 1, 1, 2, 2, 2, 3], { fraction: 0.25 }).test).toEqual([7]);
    expect(split([1, 1, 1, 1, 2, 2, 2, 3], { fraction: 0.4 }).test).toEqual([4, 5, 6, 7]);
    expect(split([1, 1, 1, 1, 1, 2], { fraction: 0.9 }).test).toEqual([5]);
  });

  it('leaves out what is within the gap', () => {
    const days = [...Array(10).keys()].map((day) => day * DAY);
    expect(split(days, { gap: '2 days' }, 'timestamp')).toEqual({ train: [0, 1, 2, 3, 4, 5, 6], test: [8, 9] });
    expect(split([...Array(10).keys()], { gap: 3.5 })).toEqual({ train: [0, 1, 2, 3, 4], test: [8, 9] });
  });

  const times = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 60 });
  it.prop([times.filter((found) => new Set(found).size > 1), fc.double({ min: 0.01, max: 0.99, noNaN: true })])(
    'learns from nothing newer than what it judges by, as near to the fraction as instants allow',
    (found, fraction) => {
      const { train, test } = split(found, { fraction });
      const newest = Math.max(...train.map((row) => found[row]!));
      expect(newest).toBeLessThan(Math.min(...test.map((row) => found[row]!)));
      expect(train.length + test.length).toBe(found.length);
      const possible = [...new Set(found)].sort((a, b) => a - b).slice(1);
      const heldOut = possible.map((start) => found.filter((at) => at >= start).length);
      const wanted = found.length * fraction;
      const best = Math.min(...heldOut.map((count) => Math.abs(count - wanted)));
      expect(Math.abs(test.length - wanted)).toBeCloseTo(best, 9);
    },
  );

  it.each([
    [{ by: 'moment' }, [1, 2], InvalidProjectFileError, 'training.test.by: the data has no column "moment"'],
    [{}, [4, 4, 4], UntrainableDataError, 'column "when" has the same value in all 3 rows'],
    [{}, [4, null, 5], UntrainableDataError, 'column "when" has no value in row 2'],
    [{ gap: 8 }, [1, 2, 3], UntrainableDataError, 'no row is more than 8 before the first held-out one'],
    [{ gap: '7 days' }, [1, 2, 3], InvalidProjectFileError, 'column "when" holds numbers, so give a number'],
  ])('refuses %j on %j', (more, values, type, message) => {
    expect(() => split(values, more)).toThrow(type);
    expect(() => split(values, more)).toThrow(message);
  });

  it('refuses texts', () => {
    const table = tableOf(texts('when', ['May', 'June']));
    expect(() => splitRows({ ...request, strategy: 'time', by: 'when', table })).toThrow(
      'column "when" holds texts such as "June"; the strategy time needs times (ISO 8601) or numbers',
    );
  });
});

describe('splitRows by group', () => {
  const people = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', null), { minLength: 2, maxLength: 60 });
  it.prop([
    people.filter((found) => new Set(found).size > 1),
    fc.integer(),
    fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  ])('has no group on both sides, and some on either', (found, seed, fraction) => {
    const { train, test } = grouped(found, { seed, fraction });
    const groups = (rows: readonly number[]) => new Set(rows.map((row) => found[row]));
    expect([...train, ...test].sort((a, b) => a - b)).toEqual([...found.keys()]);
    expect([...groups(train)].filter((group) => groups(test).has(group))).toEqual([]);
    expect(Math.min(train.length, test.length)).toBeGreaterThan(0);
  });

  it('comes near the fraction when groups are small, the same for the same seed', () => {
    const found = Array.from({ length: 1000 }, (_, row) => `person ${Math.floor(row / 7)}`);
    const one = grouped(found);
    expect(Math.abs(one.test.length - 200)).toBeLessThanOrEqual(3);
    expect(grouped(found)).toEqual(one);
    expect(grouped(found, { seed: 1 })).not.toEqual(one);
  });

  it('refuses a single group', () => {
    expect(() => grouped(['a', 'a'])).toThrow('column "who" has 1 value in 2 rows, but 2 groups are needed');
    expect(() => grouped(['a', 'a'])).toThrow(UntrainableDataError);
  });
});

describe('training.test', () => {
  const parse = (test: string) => parseProjectFile(`project: p\ntarget: t\ntask: binary\ntraining: { test: ${test} }`);

  it.each([
    ['{ strategy: time }', 'training.test.by: the strategies time and group need it'],
    ['{ by: when }', 'training.test.by: only the strategies time and group go by a column'],
    ['{ strategy: group, by: who, gap: 3 }', 'training.test.gap: only the strategy time has a gap'],
    ['{ strategy: time, by: when, gap: soon }', 'training.test.gap: say a span such as 12 hours'],
    ['{ strategy: times }', 'training.test.strategy'],
    ['{ stratgy: time }', 'unknown key "training.test.stratgy": did you mean "strategy"?'],
  ])('refuses %s', (test, message) => {
    expect(() => parse(test)).toThrow(message);
  });

  it('takes a span of time', () => {
    expect(parse('{ strategy: time, by: when, gap: 12 hours }').training.test).toMatchObject({ gap: '12 hours' });
  });
});
