import { describe, expect, it } from 'vitest';
import type { Task } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError, UntrainableDataError } from '#src/errors.ts';
import { encodeTarget } from '#src/featurize/encode-target.ts';
import type { Column } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const encoded = (column: Column, task: Task) => {
  const { classes, labels } = encodeTarget(tableOf(column), column.name, task);
  return { classes, labels: Array.from(labels) };
};

describe('encodeTarget', () => {
  it('numbers text classes in code-point order', () => {
    expect(encoded(texts('y', ['b', 'Z', 'b', '\u{1f347}', '\uff5a']), 'multiclass')).toEqual({
      classes: ['Z', 'b', '\uff5a', '\u{1f347}'], // UTF-16 units would put the grapes before the wide z
      labels: [1, 0, 1, 3, 2],
    });
  });

  it('keeps numbers as numbers, in the order of their text', () => {
    expect(encoded(numbers('y', [2, 10, 1, 2], 'integer'), 'multiclass')).toEqual({
      classes: [1, 10, 2],
      labels: [2, 1, 0, 2],
    });
  });

  it('keeps booleans as booleans', () => {
    expect(encoded(numbers('y', [1, 0], 'boolean'), 'binary')).toEqual({ classes: [false, true], labels: [1, 0] });
  });

  it('leaves the numbers of a regression alone', () => {
    expect(encoded(numbers('y', [0.5, -3]), 'regression')).toEqual({ classes: [], labels: [0.5, -3] });
  });

  it('leaves out levels that no row has', () => {
    const column = {
      name: 'y',
      storage: 'string' as const,
      levels: ['a', 'b', 'c'],
      codes: Int32Array.of(2, 0),
    } satisfies Column;
    expect(encoded(column, 'binary')).toEqual({ classes: ['a', 'c'], labels: [1, 0] });
  });

  it.each([
    ['no rows', numbers('y', []), 'binary', 'no rows to train on'],
    ['one class', texts('y', ['a', 'a']), 'binary', 'the target "y" has the same value in every row'],
    [
      'three classes for two',
      texts('y', ['a', 'b', 'c']),
      'binary',
      '3 classes, a binary task has 2: use task multiclass',
    ],
    ['a quantity as class', numbers('y', [...Array(1001).keys()]), 'multiclass', '1001 classes, the limit is 1000'],
    ['missing text', texts('y', ['a', null, 'b', null]), 'binary', 'no usable value in 2 of 4 rows, first in row 2'],
    ['missing number', numbers('y', [1, 2, null]), 'regression', 'no usable value in 1 of 3 rows, first in row 3'],
    ['infinite number', numbers('y', [Number.POSITIVE_INFINITY, 2]), 'regression', 'first in row 1'],
    ['number beyond float32', numbers('y', [1, 1e39]), 'regression', '1e+39 in row 2, beyond float32'],
    ['text to regress', texts('y', ['high', 'low']), 'regression', 'holds texts such as "high"'],
    ['times to regress', numbers('y', [1, 2], 'timestamp'), 'regression', 'holds timestamps'],
    ['times as classes', numbers('y', [1, 2], 'timestamp'), 'binary', 'holds timestamps'],
  ] as const)('refuses %s', (_, column, task, message) => {
    expect(() => encodeTarget(tableOf(column), 'y', task)).toThrow(UntrainableDataError);
    expect(() => encodeTarget(tableOf(column), 'y', task)).toThrow(message);
  });

  it('names the columns when the target is not among them', () => {
    const table = tableOf(numbers('a', [1]), numbers('b', [1]));
    expect(() => encodeTarget(table, 'y', 'binary')).toThrow(InvalidProjectFileError);
    expect(() => encodeTarget(table, 'y', 'binary')).toThrow('no column "y"; its columns are a, b');
  });
});
