import { describe, expect, it } from 'vitest';
import { evaluate } from '#src/evaluate/evaluate.ts';
import { outcomeOf } from '#src/evaluate/outcome.ts';
import { evaluateModel } from '#src/evaluate/report/evaluate-model.ts';
import { tableOf } from '#test/support/build-table.ts';

const rows = [...Array(60).keys()];

/** Labels and probabilities without any model: what is compared is how they are judged. */
function classified(classes: number) {
  const labels = rows.map((row) => (row * 7 + Math.floor(row / 5)) % classes);
  const probabilities = rows.flatMap((row) => {
    const parts = [...Array(classes).keys()].map(
      (index) => 1 + ((row * 13 + index * 29) % 17) + (index === labels[row] && row % 3 ? 12 : 0),
    );
    const sum = parts.reduce((all, part) => all + part, 0);
    return parts.map((part) => part / sum);
  });
  return outcomeOf(labels, probabilities, classes);
}

const labels = rows.map((row) => ((row * 37) % 23) - 5);
const regression = outcomeOf(
  labels,
  labels.map((label, row) => label * 0.9 + ((row * 11) % 7) - 2.5),
  0,
);

/** Of scikit-learn 1.9.1; mape without the rows whose target is 0, the Brier score of three classes by its definition. */
const expected = {
  binary: {
    accuracy: 0.8666666666666667,
    precision: 0.8660287081339713,
    recall: 0.8541666666666666,
    f1: 0.8589894242068155,
    balancedAccuracy: 0.8541666666666666,
    mcc: 0.720097680774254,
    logLoss: 0.5225698768285544,
    auc: 0.8425925925925926,
    prAuc: 0.7435808499421115,
    brier: 0.16841003898066453,
  },
  multiclass: {
    accuracy: 0.75,
    precision: 0.7270923520923521,
    recall: 0.736111111111111,
    f1: 0.7298866592344853,
    balancedAccuracy: 0.736111111111111,
    mcc: 0.6144805861741955,
    logLoss: 0.9008696951961286,
    auc: 0.796971450617284,
    prAuc: 0.7285926570578103,
    brier: 0.5072690285512917,
  },
  regression: {
    rmse: 2.0134961302835093,
    mae: 1.7050000000000003,
    r2: 0.9098467487383486,
    mape: 0.4624949246659773,
    medianAbsoluteError: 1.6,
    maxError: 3.9000000000000004,
  },
};

describe('the metrics', () => {
  it.each([
    ['two classes', classified(2), expected.binary],
    ['three classes', classified(3), expected.multiclass],
    ['a regression', regression, expected.regression],
  ])('of %s are those of scikit-learn', (_, outcome, reference) => {
    const found = evaluate(outcome);
    for (const [name, value] of Object.entries(reference)) expect(found[name], name).toBeCloseTo(value, 10);
  });
});

describe('the evaluation', () => {
  const settings = { segments: [], minRows: 30 };
  const of = (classes: number) =>
    evaluateModel({
      outcome: classified(classes),
      classes: [...Array(classes).keys()],
      table: tableOf(),
      settings,
      seed: 1,
    }).classification;
  const sums = (points: readonly (readonly [number, number])[] = []) =>
    points.reduce(([x, y], point) => [x + point[0], y + point[1]] as const, [0, 0] as const);

  it.each([
    [2, 0, [33, 3, 5, 19], [40, 14.777777777777779, 27.916666666666664], [40, 25.61081635592091]],
    [3, 1, [19, 2, 3, 3, 18, 3, 2, 2, 8], [41, 14.083333333333334, 26.75], [41, 28.59359222408551]],
  ])('of %d classes has scikit-learn’s confusion matrix and curves of class 1', (classes, at, cells, roc, pr) => {
    const found = of(classes);
    expect(found?.confusion?.flat()).toEqual(cells);
    const curves = found?.curves[at];
    expect(curves?.class).toBe(1);
    expect(curves?.roc).toHaveLength(roc[0]!);
    expect(sums(curves?.roc)).toEqual([expect.closeTo(roc[1]!, 9), expect.closeTo(roc[2]!, 9)]);
    // scikit-learn's curve begins at a precision of 1 by convention, ours at that of the highest score.
    expect(curves?.precisionRecall).toHaveLength(pr[0]!);
    expect(sums(curves?.precisionRecall)[0]).toBeCloseTo(roc[2]!, 9);
    expect(sums(curves?.precisionRecall)[1] + 1 - curves!.precisionRecall[0]![1]).toBeCloseTo(pr[1]!, 9);
  });
});
