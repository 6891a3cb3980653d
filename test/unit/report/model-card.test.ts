import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { limitationsOf } from '#src/report/limitations.ts';
import { modelCard } from '#src/report/model-card.ts';
import { trainingRecord, tuningRecord } from '#test/support/training-records.ts';

describe('modelCard', () => {
  const card = modelCard(
    trainingRecord({
      card: {
        description: 'Kinds of wine.',
        intendedUse: 'Sorting bottles.',
        owner: 'cellar',
        limitations: ['Only reds.'],
      },
    }),
  );

  it('has what people said, what was trained on, and how good it is', () => {
    for (const line of [
      '# Model card: wine\n\nKinds of wine.\n',
      '## Intended use\n\nSorting bottles.\n',
      '| owner | cellar |',
      '| licence | – |',
      '| file | demo/wine/raw/v1.csv @ version-of-v1.csv |',
      '| alcohol | 0.75 |\n| hue | 0.25 |',
      '| accuracy | 0.9 | 0.75 … 1 | 0.85 |',
      '## Metrics by region\n\n| value | rows | accuracy |',
      '| south | 8 | 0.75 |',
      '- Only reds.',
      'Seed 42, project file',
    ]) {
      expect(card).toContain(line);
    }
  });

  it('says what found the hyperparameters', () => {
    expect(card).not.toContain('tuned by');
    expect(modelCard(trainingRecord({ tuning: tuningRecord }))).toContain(
      '| tuned by | 5 trials, of which number 3 was the best: logLoss 0.25 on training rows set aside |',
    );
  });

  it('says which key would tell what it does not know', () => {
    expect(modelCard(trainingRecord())).toContain('Not said in the project file (`card.intendedUse`).');
  });

  test.prop([fc.string({ unit: 'binary', minLength: 1 })])('keeps names from the data out of its markup', (name) => {
    const { importance } = trainingRecord();
    const hostile = trainingRecord({
      columns: [name],
      importance: { ...importance, byColumn: { [name]: { gain: 1 } } },
    });
    const rows = modelCard(hostile).split('## Features\n\n')[1]?.split('\n\n')[0]?.split('\n') ?? [];
    expect(rows).toHaveLength(3);
    expect(rows[2]?.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3);
    expect(rows[2]).not.toMatch(/(?<!\\)</);
  });
});

describe('limitationsOf', () => {
  it('tells small classes, wide intervals and weak segments', () => {
    expect(limitationsOf(trainingRecord())).toEqual([
      'The class a has few held-out rows (10), of which 100 % are found.',
      'The class b has few held-out rows (7), of which 90 % are found.',
      'The class c has few held-out rows (3), of which 50 % are found.',
      'With these held-out rows, accuracy is known roughly only: 95 % interval 0.75 … 1.',
      'Where region is south (8 rows) it is worse than for all rows: accuracy 0.75 against 0.9.',
    ]);
  });

  it('tells when a linear model does better, and nothing where all is well', () => {
    const { evaluation } = trainingRecord();
    const calm = { ...evaluation, metricIntervals: {}, classification: undefined, segments: {} };
    expect(limitationsOf(trainingRecord({ evaluation: calm }))).toEqual([]);
    expect(limitationsOf(trainingRecord({ evaluation: calm, baselineMetrics: { accuracy: 0.95 } }))).toEqual([
      'A linear model reaches a better accuracy on the same rows: 0.95 against 0.9.',
    ]);
  });
});
