import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { trainingPage } from '#src/report/training/training-page.ts';
import { trainingRecord, tuningRecord } from '#test/support/training-records.ts';

const record = trainingRecord();
const page = trainingPage(record);
const text = (markup: string) => markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** The cells of the row with that heading, as text. */
const rowOf = (markup: string, name: string): string[] =>
  (markup.split(`<th scope="row"><bdi>${name}</bdi></th>`)[1]?.split('</tr>')[0] ?? '')
    .split('</td>')
    .map((cell) => text(cell).trim())
    .slice(0, -1);

const regression = {
  rows: 20,
  metrics: { rmse: 2 },
  metricIntervals: {},
  regression: {
    residualQuantiles: [{ share: 0.5, residual: -0.25 }],
    byPrediction: [
      { rows: 10, predicted: 1, actual: 1.5, residuals: [-1, 0.5, 1] as [number, number, number] },
      { rows: 10, predicted: 3, actual: 2.5, residuals: [-2, -0.5, 1] as [number, number, number] },
    ],
  },
  segments: {},
};

describe('trainingPage', () => {
  it('has every metric with its interval beside the linear baseline', () => {
    expect(rowOf(page, 'accuracy')).toEqual(['0.9', '0.75 … 1', '0.85', '+0.05 better']);
    expect(rowOf(page, 'logLoss')).toEqual(['0.25', '–', '0.5', '-0.25 better']);
    expect(text(page)).toContain('0.9 accuracy 95 % interval 0.75 … 1');
    const worse = trainingPage(trainingRecord({ baselineMetrics: { accuracy: 0.95, logLoss: 0.25 } }));
    expect(rowOf(worse, 'accuracy').at(-1)).toBe('-0.05 worse');
    expect(rowOf(worse, 'logLoss').at(-1)).toBe('0');
  });

  it('leaves out what a training has not', () => {
    const bare = trainingPage(trainingRecord({ baselineMetrics: undefined, curves: [], evaluation: regression }));
    for (const title of ['Linear baseline', 'Learning curves', 'Confusion', 'Segments', '95 % interval', 'Gate']) {
      expect(bare).not.toContain(title);
    }
  });

  it('draws learning curves, ROC, precision, calibration, each told in words, too', () => {
    for (const summary of [
      'logLoss by round. training rows: 0.9 at first, 0.1 at last. validation rows: 1 at first, 0.25 at last.',
      'Receiver operating characteristic. a: area 0.98, b: area 0.98, c: area 0.98.',
      'Precision by recall. a: average precision 0.95',
      '0.95 came true in 90 % of 20 rows.',
    ]) {
      expect(page).toContain(summary);
    }
    const pictures = page.match(/<svg[^>]*>/g) ?? [];
    expect(pictures.filter((tag) => !/role="img" aria-label="|aria-hidden="true"/.test(tag))).toEqual([]);
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('has the confusion matrix by true class', () => {
    expect(page).toContain('<td class="h9 hit">10<small>100 %</small></td>');
    expect(page).toContain('<td class="h3">1<small>33.3 %</small></td><td class="h6 hit">2<small>66.7 %</small></td>');
  });

  it('has residuals of a regression', () => {
    const markup = trainingPage(trainingRecord({ task: 'regression', classes: [], evaluation: regression }));
    expect(markup).toContain('Median residual by prediction: 1: 0.5; 3: -0.5.');
    expect(rowOf(markup, '50 %')).toEqual(['-0.25']);
  });

  it('has segments, importances, settings and lineage', () => {
    expect(rowOf(page, 'south')).toEqual(['8', '0.75', '0.475']);
    expect(rowOf(page, 'alcohol')).toEqual(['', '75 %', '30', '0.4 ± 0.05']);
    expect(rowOf(page, 'training.algorithm')).toEqual(['lightgbm']);
    expect(rowOf(page, 'data')).toEqual(['demo/wine/raw/v1.csv @ version-of-v1.csv']);
    expect(rowOf(page, 'model (SHA-256)')).toEqual(['4'.repeat(64)]);
    expect(rowOf(page, 'machine')).toEqual(['linux-x64, 2 × A processor, 4,096 MB, function of 3,008 MB']);
  });

  it('has the trials of tuning, and how the best one so far got better', () => {
    const markup = trainingPage(trainingRecord({ tuning: tuningRecord }));
    expect(text(markup)).toContain('Of 5 trials number 3 was the best: logLoss 0.25, on training rows set aside.');
    expect(markup).toContain('logLoss by trial: the best complete one was 0.5 at first and 0.25 at last.');
    expect(rowOf(markup, '2')).toEqual(['failed: a forest needs bagging', '–', '20', '0.5', '9', 'rf']);
    expect(rowOf(markup, '3')).toEqual(['complete', '0.25 ✔', '30', '0.75', '10', 'gbdt']);
    expect(rowOf(markup, '4').slice(0, 2)).toEqual(['given up', '0.75']);
    expect(markup).not.toMatch(/NaN|Infinity|undefined/);
    expect(page).not.toContain('>Tuning<');
  });

  it('has the best hundred of more trials, and no search that found nothing', () => {
    const [first] = tuningRecord.trials;
    const trials = Array.from({ length: 1000 }, (_, number) => ({ ...first!, number, value: (number * 7) % 1000 }));
    const markup = trainingPage(trainingRecord({ tuning: { metric: 'auc', trials } }));
    expect(text(markup)).toContain(
      'Of 1,000 trials number 858 was the best: auc 999, on training rows set aside. The table has the best 100.',
    );
    expect(rowOf(markup, '858')[1]).toBe('999 ✔');
    expect(markup.length).toBeLessThan(250_000);
    const failed = tuningRecord.trials.filter(({ state }) => state === 'failed');
    expect(trainingPage(trainingRecord({ tuning: { metric: 'auc', trials: failed } }))).not.toContain('>Tuning<');
  });

  it('says how the gate judged, where the run is known', () => {
    const run = { outcome: 'failed_gate', gateReasons: ['accuracy 0.9 is below 0.95'] } as const;
    const markup = trainingPage(record, { ...run, gateReasons: [...run.gateReasons] });
    expect(text(markup)).toContain('Gate: not passed accuracy 0.9 is below 0.95');
    expect(text(trainingPage(record, { outcome: 'registered', gateReasons: [], modelVersion: 3 }))).toContain(
      'registered as model version 3',
    );
  });

  it('gives the same bytes for the same input', () => {
    expect(trainingPage(trainingRecord())).toBe(page);
  });

  it('neither runs nor loads anything', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:|\son\w+=|\sstyle=|javascript:/i);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`style-src &#39;sha256-${digest}&#39;`);
  });

  it('shows hostile names as the text they are', () => {
    const hostile = '</td><script>alert(1)</script>"\' onload=x';
    const { evaluation, importance } = record;
    const one = { rows: 1, metrics: { accuracy: 1 } };
    const markup = trainingPage(
      trainingRecord({
        ...{ target: hostile, classes: [hostile, 'b', 'c'], tags: { [hostile.slice(0, 40)]: hostile } },
        ...{ card: { description: hostile, limitations: [] }, parameters: { [hostile]: hostile } },
        importance: { ...importance, byColumn: { [hostile]: { gain: 1 } } },
        evaluation: {
          ...evaluation,
          classification: evaluation.classification && {
            ...evaluation.classification,
            classes: evaluation.classification.classes.map((each) => ({ ...each, class: hostile })),
            curves: evaluation.classification.curves.map((each) => ({ ...each, class: hostile })),
          },
          segments: { [hostile]: { [hostile]: one } },
        },
      }),
      { outcome: 'registered', gateReasons: [hostile] },
    );
    expect(markup).not.toMatch(/<script|<[^>]*"' onload/);
    expect(markup).toContain('&lt;/td&gt;&lt;script&gt;alert(1)');
  });
});
