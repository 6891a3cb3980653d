import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Evaluation, type Point } from '#src/contracts/evaluation.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import { classificationMetrics } from '#src/evaluate/metrics/index.ts';
import { onceEach } from '#src/evaluate/metrics/metric.ts';
import { type ClassificationOutcome, outcomeOf, takeRows } from '#src/evaluate/outcome.ts';
import { thinned } from '#src/evaluate/report/curves.ts';
import { type EvaluationRequest, evaluateModel } from '#src/evaluate/report/evaluate-model.ts';
import { createRandom } from '#src/random.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const settings = { segments: [], minRows: 30 };

/** Two classes whose probabilities are as honest as they can be. */
function honest(rows: number): ClassificationOutcome {
  const random = createRandom(5);
  const ofClass1 = Float64Array.from({ length: rows }, random);
  return {
    labels: ofClass1.map((p) => Number(random() < p)),
    probabilities: Array.from(ofClass1).flatMap((p) => [1 - p, p]),
    classCount: 2,
  };
}

const evaluated = (outcome: EvaluationRequest['outcome'], more: Partial<EvaluationRequest> = {}) =>
  Evaluation.parse(evaluateModel({ outcome, classes: ['no', 'yes'], table: tableOf(), settings, seed: 1, ...more }));

describe('the evaluation of a classifier', () => {
  const found = evaluated(honest(2000));

  it('has calibration bins that tell how honest the probabilities are', () => {
    const bins = found.classification!.calibration;
    expect(bins).toHaveLength(10);
    expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(2000);
    for (const { from, to, probability, share } of bins) {
      expect(probability).toBeGreaterThanOrEqual(from);
      expect(probability).toBeLessThanOrEqual(to);
      expect(Math.abs(share - probability)).toBeLessThan(0.15);
    }
    expect(found.metrics['expectedCalibrationError']).toBeLessThan(0.05);
  });

  it('has intervals around the headline metrics, narrower with more rows', () => {
    expect(Object.keys(found.metricIntervals)).toEqual(['accuracy', 'auc', 'f1', 'logLoss']);
    const few = evaluated(honest(100));
    for (const [name, [low, high]] of Object.entries(found.metricIntervals)) {
      expect(low).toBeLessThan(found.metrics[name]!);
      expect(high).toBeGreaterThan(found.metrics[name]!);
      const [wideLow, wideHigh] = few.metricIntervals[name]!;
      expect(wideHigh - wideLow).toBeGreaterThan(2 * (high - low));
    }
    expect(evaluated(honest(2000)).metricIntervals).toEqual(found.metricIntervals);
  });

  it('has curves of at most 200 points with both ends, the area under them hardly changed', () => {
    const [{ class: name, roc, precisionRecall }] = found.classification!.curves as [
      { class: unknown; roc: Point[]; precisionRecall: Point[] },
    ];
    expect(name).toBe('yes');
    expect(Math.max(roc.length, precisionRecall.length)).toBeLessThanOrEqual(200);
    expect([roc[0], roc.at(-1)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(precisionRecall.at(-1)![0]).toBe(1);
    const area = roc.slice(1).reduce((sum, [x, y], at) => sum + (x - roc[at]![0]) * ((y + roc[at]![1]) / 2), 0);
    expect(area).toBeCloseTo(found.metrics['auc']!, 2);
  });

  it('tells of each class what is taken for it', () => {
    const { classes, confusion } = found.classification!;
    expect(classes.map(({ rows }) => rows)).toEqual(confusion!.map((cells) => cells[0]! + cells[1]!));
    expect(classes.map(({ predicted }) => predicted)).toEqual(
      [0, 1].map((at) => confusion![0]![at]! + confusion![1]![at]!),
    );
    expect(classes[1]!.precision).toBeCloseTo(confusion![1]![1]! / classes[1]!.predicted, 12);
    expect(classes[1]!.auc).toBeCloseTo(found.metrics['auc']!, 12);
  });

  it('tells the metrics of every value that has enough rows', () => {
    const outcome = honest(100);
    const city = Array.from({ length: 100 }, (_, row) => (row < 60 ? 'Ulm' : row < 95 ? null : 'Bonn'));
    const { segments } = evaluated(outcome, {
      table: tableOf(texts('city', city)),
      settings: { segments: ['city'], minRows: 30 },
    });
    expect(Object.keys(segments['city']!)).toEqual(['Ulm', 'missing']);
    const ulm = takeRows(outcome, [...Array(60).keys()]) as ClassificationOutcome;
    expect(segments['city']!['Ulm']).toMatchObject({
      rows: 60,
      metrics: { auc: classificationMetrics['auc']!.score(ulm) },
    });
  });

  it('needs the columns of the segments', () => {
    const more = { table: tableOf(numbers('age', [1])), settings: { segments: ['city'], minRows: 1 } };
    expect(() => evaluated(honest(1), more)).toThrow(InvalidProjectFileError);
    expect(() => evaluated(honest(1), more)).toThrow(
      'evaluation.segments: there is no column "city"; the columns are age',
    );
  });

  it('leaves the confusion matrix out when classes are many, and draws the commonest ten', () => {
    const classes = [...Array(60).keys()];
    const labels = Array.from({ length: 600 }, (_, row) => (row < 300 ? row % 10 : row % 60));
    const probabilities = labels.flatMap((label) => classes.map((index) => (index === label ? 0.41 : 0.01)));
    const { classification } = evaluated({ labels, probabilities, classCount: 60 }, { classes });
    expect(classification).not.toHaveProperty('confusion');
    expect(classification!.curves.map((curves) => curves.class)).toEqual(classes.slice(0, 10));
  });
});

describe('the evaluation of a regression', () => {
  it('tells what is left over, in all and by the size of the prediction', () => {
    const predictions = Float64Array.from({ length: 1000 }, (_, row) => row);
    const labels = predictions.map((value, row) => value + (row % 2 ? 1 : -1) * (row < 500 ? 1 : 3));
    const { regression, metrics, metricIntervals } = evaluated(outcomeOf(labels, predictions, 0), { classes: [] });
    expect(regression!.residualQuantiles.map(({ residual }) => residual)).toEqual([-3, -3, -3, -1.5, 0, 1.5, 3, 3, 3]);
    expect(regression!.byPrediction).toHaveLength(10);
    expect(regression!.byPrediction[0]).toEqual({ rows: 100, predicted: 49.5, actual: 49.5, residuals: [-1, 0, 1] });
    expect(regression!.byPrediction[9]!.residuals).toEqual([-3, 0, 3]);
    expect(metrics['maxError']).toBe(3);
    expect(Object.keys(metricIntervals)).toEqual(['rmse', 'mae', 'r2']);
  });
});

describe('a metric', () => {
  const rows = fc.array(fc.tuple(fc.constantFrom(0, 1, 2), fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(3)), {
    minLength: 1,
    maxLength: 20,
  });
  const outcome = (found: readonly (readonly number[])[]): ClassificationOutcome => ({
    labels: found.map(([label]) => label!),
    probabilities: found.flatMap(([, a, b, c]) => [a!, b!, c!].map((part) => (part + 1) / (a! + b! + c! + 3))),
    classCount: 3,
  });

  it.prop([rows, fc.constantFrom(...Object.keys(classificationMetrics))])(
    'of rows that count several times is that of as many rows, in any order',
    (found, name) => {
      const metric = classificationMetrics[name]!;
      const counted = metric.prepare(outcome(found))(found.map((row) => row[4]!));
      const repeated = found.toReversed().flatMap((row) => Array<typeof row>(row[4]!).fill(row));
      const spelled = repeated.length === 0 ? undefined : metric.score(outcome(repeated));
      if (repeated.length === 0) return;
      if (spelled === undefined) expect(counted).toBeUndefined();
      else expect(counted).toBeCloseTo(spelled, 9);
    },
  );

  it('is undetermined or 0 without rows', () => {
    const some = outcome([[1, 1, 2, 3, 1]]);
    for (const { prepare } of Object.values(classificationMetrics)) expect(prepare(some)([0]) ?? 0).toBe(0);
    expect(onceEach(2)).toEqual(Uint16Array.of(1, 1));
  });
});

describe('thinned', () => {
  it('keeps both ends and at most 200 points of a long curve, evenly spread along it', () => {
    const [x, y] = [
      Float64Array.from({ length: 10_001 }, (_, index) => (index / 10_000) ** 3),
      new Float64Array(10_001),
    ];
    const points = thinned(x, y);
    expect(points.length).toBeLessThanOrEqual(200);
    expect([points[0], points.at(-1)]).toEqual([
      [0, 0],
      [1, 0],
    ]);
    const steps = points.slice(1).map(([at], index) => at - points[index]![0]);
    expect(Math.max(...steps)).toBeLessThan(2.5 / 198);
  });

  it('keeps short curves as they are', () => {
    expect(thinned(Float64Array.of(0, 1), Float64Array.of(0, 1))).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});
