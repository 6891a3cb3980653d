import { describe, expect, it } from 'vitest';
import { featureNames } from '#src/contracts/feature-plan.ts';
import { InvalidProjectFileError, UntrainableDataError } from '#src/errors.ts';
import { fitFeaturePlan } from '#src/featurize/fit-feature-plan.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const size = numbers('size', [1, 4, null, 100, 100, 100], 'integer');
const colour = texts('colour', ['red', 'blue', 'red', 'green', 'green', 'green']);
const label = numbers('label', [0, 1, 0, 1, 0, 1], 'integer');
const trainRows = [0, 1, 2];

describe('fitFeaturePlan', () => {
  it('takes numbers as they are and ranks texts, in the order of the table', () => {
    expect(fitFeaturePlan(tableOf(colour, label, size), trainRows, projectOf())).toEqual({
      rawColumns: [
        { name: 'colour', storage: 'string' },
        { name: 'size', storage: 'integer' },
      ],
      steps: [
        { kind: 'ordinal', feature: 'colour', column: 'colour', levels: ['blue', 'red'] }, // green is no training row
        { kind: 'numeric', feature: 'size', column: 'size' },
      ],
    });
  });

  it.each([
    ['none', undefined],
    ['zero', 0],
    ['mean', 2.5],
    ['median', 2.5],
    ['most_frequent', 1], // the smaller of equals
    [{ constant: 0.1 }, Math.fround(0.1)],
  ])('imputes %j from the training rows', (impute, fill) => {
    const { rawColumns, steps } = fitFeaturePlan(tableOf(size, label), trainRows, projectOf({ features: { impute } }));
    expect(rawColumns).toStrictEqual([{ name: 'size', storage: 'integer', ...(fill !== undefined && { fill }) }]);
    expect(steps).toEqual([{ kind: 'numeric', feature: 'size', column: 'size' }]);
  });

  it('takes the middle value of an odd number as their median', () => {
    const odd = numbers('odd', [9, 1, 3, null]);
    const { rawColumns } = fitFeaturePlan(tableOf(odd), [0, 1, 2, 3], projectOf({ features: { impute: 'median' } }));
    expect(rawColumns[0]).toMatchObject({ fill: 3 });
  });

  it('makes one feature per level with onehot', () => {
    const plan = fitFeaturePlan(tableOf(colour, size), trainRows, projectOf({ features: { encode: 'onehot' } }));
    expect(plan.steps[0]).toMatchObject({ kind: 'onehot', levels: ['blue', 'red'] });
    expect(featureNames(plan)).toEqual(['colour=blue', 'colour=red', 'size']);
  });

  it('counts shares of the training rows with frequency', () => {
    const { steps } = fitFeaturePlan(tableOf(colour), trainRows, projectOf({ features: { encode: 'frequency' } }));
    expect(steps).toEqual([
      {
        kind: 'frequency',
        feature: 'colour',
        column: 'colour',
        levels: ['blue', 'red'],
        shares: [Math.fround(1 / 3), Math.fround(2 / 3)],
      },
    ]);
  });

  it('leaves out what is no feature: text, times, ignored columns and those without a training value', () => {
    const table = tableOf(
      numbers('ignored', [1, 2, 3, 4]),
      texts('note', ['a', 'b', 'c', 'd']), // every value is another
      numbers('when', [0, 1, 2, 3], 'timestamp'),
      numbers('late', [null, null, null, 7]),
      numbers('infinite', [Number.POSITIVE_INFINITY, null, null, 7]),
      texts('never', [null, null, null, null]),
      size,
    );
    const project = projectOf({ columns: { ignored: { type: 'ignore' }, when: { type: 'numerical' } } });
    expect(fitFeaturePlan(table, trainRows, project).rawColumns).toEqual([{ name: 'size', storage: 'integer' }]);
  });

  it('takes a column that is text by inference when the project file calls it categorical', () => {
    const project = projectOf({ columns: { note: { type: 'categorical' } } });
    const { steps } = fitFeaturePlan(tableOf(texts('note', ['c', 'b', 'a', 'd'])), trainRows, project);
    expect(steps).toMatchObject([{ kind: 'ordinal', levels: ['a', 'b', 'c'] }]);
  });

  it('adds derived columns last', () => {
    const project = projectOf({ features: { derived: { half: 'size / 2' } } });
    const { steps } = fitFeaturePlan(tableOf(size, colour), trainRows, project);
    expect(steps.at(-1)).toEqual({ kind: 'derived', feature: 'half', expression: 'size / 2' });
  });

  it.each([
    [
      'an unknown column',
      { x: '2 * siez' },
      'features.derived.x: "siez" at character 5 is no column that features can be made of: did you mean "size"?',
    ],
    ['a text column', { x: 'colour / 2' }, '"colour" at character 1 is not a number column: did you mean "size"?'],
    ['the target', { x: 'label * 2' }, '"label" at character 1 is no column that features can be made of'],
    ['no column at all', { x: '1 + 1' }, 'features.derived.x: it names no column in "1 + 1"'],
    ['a number as a date', { x: 'year(size)' }, '"size" at character 6 is not a time column: there is none'],
    ['a number as a text', { x: 'length(size)' }, '"size" at character 8 is not a text column: did you mean "colour"?'],
    ['a sum as a text', { x: 'length(size + 1)' }, 'what stands at character 13 must be a text column'],
    ['a text as a number', { x: '"a" + size' }, 'the text "a" at character 1 is a text, a number belongs there'],
    ['two texts', { x: 'size * ("a" == "b")' }, 'the text "a" at character 9 can only be compared with a text column'],
    ['a missing text', { x: 'colour == ""' }, 'the text "" at character 11 is no value: use missing()'],
    [
      'edges that are not constants',
      { x: 'bucket(size, 1, size)' },
      '"size" at character 17 must be a number that is written',
    ],
    ['bad grammar', { x: 'size +' }, 'features.derived.x: expected a number, a column or "(" at the end in "size +"'],
    ['the name of a column', { size: 'size * 2' }, 'features: two columns would be named "size"'],
    ['the name of the target', { label: 'size * 2' }, 'features: two columns would be named "label"'],
  ])('refuses a derived column of %s', (_, derived, message) => {
    const fit = () => fitFeaturePlan(tableOf(size, colour, label), trainRows, projectOf({ features: { derived } }));
    expect(fit).toThrow(InvalidProjectFileError);
    expect(fit).toThrow(message);
  });

  it('refuses data without a feature', () => {
    expect(() => fitFeaturePlan(tableOf(label), trainRows, projectOf())).toThrow(UntrainableDataError);
  });

  it('refuses texts in a column that the project file calls numerical', () => {
    const project = projectOf({ columns: { colour: { type: 'numerical' } } });
    expect(() => fitFeaturePlan(tableOf(colour), trainRows, project)).toThrow(
      'column "colour" is numerical by the project file but holds texts such as "blue"',
    );
  });

  describe('what one column becomes', () => {
    const when = numbers('when', [0, 86_400_000, null, 1], 'timestamp');
    const note = texts('note', ['a b', 'c', null, 'd']);
    const amount = numbers('amount', [1, 10, null, 100]);
    const table = tableOf(amount, note, when);
    const planFor = (columns: Record<string, unknown>, features: Record<string, unknown> = {}) =>
      fitFeaturePlan(table, [0, 1, 2, 3], projectOf({ features: { ...features, columns } }));

    it('makes parts of a time and the length of a text, and asks for no more than they need', () => {
      const plan = planFor({ when: { parts: ['year', 'hour'] }, note: { length: 'words' } });
      expect(plan.rawColumns).toStrictEqual([
        { name: 'amount', storage: 'float' },
        { name: 'note', storage: 'string', reads: ['words'] },
        { name: 'when', storage: 'timestamp', reads: ['days', 'seconds'] },
      ]);
      expect(plan.steps.slice(1)).toEqual([
        { kind: 'derived', feature: 'note_words', expression: 'words(`note`)' },
        { kind: 'derived', feature: 'when_year', expression: 'year(`when`)' },
        { kind: 'derived', feature: 'when_hour', expression: 'hour(`when`)' },
      ]);
    });

    it('transforms, fills what the transform leaves missing, and marks what was', () => {
      const { rawColumns, steps } = planFor({ amount: { transform: 'log1p', impute: 'median', indicator: true } });
      expect(rawColumns[0]).toMatchObject({ name: 'amount', fill: 10 });
      expect(steps).toEqual([
        { kind: 'derived', feature: 'amount', expression: 'log1p(`amount`)', fill: Math.fround(Math.log1p(10)) },
        { kind: 'derived', feature: 'amount_missing', expression: 'missing(`amount`)' },
      ]);
    });

    it('buckets by quantiles or by edges', () => {
      expect(planFor({ amount: { bucket: { quantiles: 3 } } }).steps[0]).toMatchObject({
        expression: 'bucket(`amount`, 10, 100)',
      });
      expect(planFor({ amount: { bucket: { edges: [-1, 5.5] } } }).steps[0]).toMatchObject({
        expression: 'bucket(`amount`, -1, 5.5)',
      });
    });

    it('scales every feature but indicators', () => {
      const plan = planFor(
        { amount: { impute: 'zero', indicator: true } },
        { scale: 'minmax', derived: { half: 'amount / 2' } },
      );
      expect(featureNames(plan)).toEqual(['amount', 'amount_missing', 'half']);
      expect(plan.scaling).toEqual({ centers: [0, 0, 0], scales: [100, 1, 50] });
    });

    it.each([
      [
        { amuont: {} },
        'features.columns.amuont: the data has no column "amuont" that features can be made of: did you mean "amount"?',
      ],
      [{ amount: { parts: ['year'] } }, 'features.columns.amount.parts: the column holds numbers, parts is for times'],
      [
        { note: { transform: 'log' } },
        'features.columns.note.transform: the column holds texts, transform is for numbers',
      ],
      [{ when: { encode: 'onehot' } }, 'features.columns.when.encode: the column holds times, encode is for texts'],
      [{ note: { impute: 'mean' } }, 'features.columns.note.impute: mean is not for texts'],
      [{ amount: { impute: 'level' } }, 'features.columns.amount.impute: level is not for numbers'],
    ])('refuses %j', (columns, message) => {
      expect(() => planFor(columns)).toThrow(InvalidProjectFileError);
      expect(() => planFor(columns)).toThrow(message);
    });
  });
});
