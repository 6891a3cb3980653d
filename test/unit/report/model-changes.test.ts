import { describe, expect, it } from 'vitest';
import { modelCard } from '#src/report/model-card.ts';
import { modelChanges } from '#src/report/model-changes.ts';
import { trainingPage } from '#src/report/training/training-page.ts';
import { trainingRecord } from '#test/support/training-records.ts';

const pruning = {
  metric: 'logLoss',
  before: { rounds: 38, value: 0.2683 },
  after: { rounds: 23, value: 0.2709 },
  bytes: { before: 48_375, after: 32_827 },
};
const calibration = {
  ...{ method: 'isotonic' as const, rows: 32_561, knots: { kept: 100, found: 140 }, thinningError: 0.0021 },
  ...{ before: { brier: 0.1066 }, after: { brier: 0.0882 } },
};
const size = {
  bytes: { before: 82_442, after: 32_827 },
  rounding: {
    ...{ leafBits: 8, bound: 0.0709, difference: 0.0086 },
    ...{ before: { accuracy: 0.8718, brier: 0.089 }, after: { accuracy: 0.8724, brier: 0.0891 } },
  },
};

describe('modelChanges', () => {
  it('tells what was done to a model after it was learnt, with figures before and after', () => {
    expect(modelChanges({ pruning, calibration, size })).toEqual([
      {
        title: 'Pruning',
        text: 'Of 38 rounds 23 are kept; the metric is that of the rows set aside for early stopping.',
        figures: [
          ['logLoss', '0.2683', '0.2709'],
          ['bytes', '48,375', '32,827'],
        ],
      },
      {
        title: 'Calibration',
        text: 'Probabilities are calibrated by isotonic regression on 32,561 training rows, each predicted by a model that had not learnt from it. Of 140 knots 100 are kept, which changes a probability by 0.0021 at most.',
        figures: [['brier', '0.1066', '0.0882']],
      },
      {
        title: 'Size',
        text: 'The ONNX file has 39.8 % of the bytes of standard trees. Its leaves are rounded to 8 bits, by which a raw score changes by 0.0709 at most; predictions of held-out rows changed by up to 0.0086.',
        figures: [
          ['bytes', '82,442', '32,827'],
          ['accuracy', '0.8718', '0.8724'],
        ],
      },
    ]);
  });

  it('is on the page and the card of a training that has any', () => {
    const record = trainingRecord({ pruning, calibration, size });
    const [page, card] = [trainingPage(record), modelCard(record)];
    expect(page).toContain('After training');
    expect(card).toContain('## Calibration\n\nProbabilities are calibrated');
    for (const found of [page, card])
      for (const figure of ['0.1066', '82,442', '48,375']) expect(found).toContain(figure);
    expect(trainingPage(trainingRecord())).not.toContain('After training');
    expect(modelCard(trainingRecord())).not.toContain('## Size');
  });

  it('says of a file that is only written smaller that it predicts the same', () => {
    expect(modelChanges({ size: { bytes: size.bytes } })[0]!.text).toContain('It predicts the same.');
  });
});
