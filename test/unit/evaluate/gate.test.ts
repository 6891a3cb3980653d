import { describe, expect, it } from 'vitest';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import type { ProductionFacts } from '#src/evaluate/gate/against-production.ts';
import { type GateFacts, judgeGate as judge } from '#src/evaluate/gate.ts';
import type { ClassificationOutcome } from '#src/evaluate/outcome.ts';
import { projectOf } from '#test/support/projects.ts';

const gateOf = (gate: object): ProjectFile['gate'] => projectOf({ gate }).gate;
const judgeGate = (gate: ProjectFile['gate'], metrics: GateFacts['metrics'], more: Partial<GateFacts> = {}) =>
  judge(gate, { task: 'rmse' in metrics ? 'regression' : 'binary', metrics, bytes: 1000, seed: 1, ...more });
const stored = (before: GateFacts['metrics']): ProductionFacts => ({
  version: 3,
  metrics: before,
  untried: 'it cannot',
});
const metrics = { accuracy: 0.95, auc: 0.99, f1: 0.9, logLoss: 0.2 };

describe('judgeGate', () => {
  it('passes a model that meets every criterion, and says so of each', () => {
    const gate = gateOf({ accuracy: { min: 0.9 }, logLoss: { min: 0, max: 0.3 } });
    expect(judgeGate(gate, metrics)).toEqual({
      passed: true,
      reasons: ['accuracy 0.95 is at least 0.9', 'logLoss 0.2 is at least 0', 'logLoss 0.2 is at most 0.3'],
    });
  });

  it('stops a model that misses one, and still judges the others', () => {
    expect(judgeGate(gateOf({ accuracy: { min: 0.96 }, f1: { min: 0.9 } }), metrics)).toEqual({
      passed: false,
      reasons: ['accuracy 0.95 is not at least 0.96', 'f1 0.9 is at least 0.9'],
    });
  });

  it('passes without criteria', () => {
    expect(judgeGate(gateOf({}), metrics)).toEqual({ passed: true, reasons: ['the project sets no criteria'] });
  });

  it.each([
    ['f1', 0.905, 0.01, true], // higher is better
    ['f1', 0.92, 0.01, false],
    ['f1', 0.8, 0, true],
    ['logLoss', 0.195, 0.01, true], // lower is better
    ['logLoss', 0.15, 0.01, false],
    ['logLoss', 0.4, 0, true],
  ])('compares %s with the stored %d of production within %d: %s', (metric, production, tolerance, passed) => {
    const gate = gateOf({ againstProduction: { metric, tolerance } });
    expect(judgeGate(gate, metrics, { production: stored({ [metric]: production }) }).passed).toBe(passed);
  });

  it('explains the comparison with production', () => {
    const gate = gateOf({ againstProduction: { metric: 'logLoss', tolerance: 0.05 } });
    expect(judgeGate(gate, metrics, { production: stored({ logLoss: 0.1 }) }).reasons).toEqual([
      'logLoss 0.2 is not at most 0.15 (version 3 in production once had 0.1, tolerance 0.05; it cannot)',
    ]);
  });

  it('compares with nothing when there is nothing to compare with', () => {
    const gate = gateOf({ againstProduction: { metric: 'f1' } });
    expect(judgeGate(gate, metrics)).toEqual({
      passed: true,
      reasons: ['f1 0.9 is not compared: no model is in production'],
    });
    expect(judgeGate(gate, metrics, { production: stored({ rmse: 3 }) }).reasons).toEqual([
      'f1 0.9 is not compared: version 3 in production has none',
    ]);
  });

  it('stops a model whose metric cannot be determined', () => {
    const { passed, reasons } = judgeGate(gateOf({ auc: { min: 0.5 } }), { accuracy: 1, f1: 1, logLoss: 0 });
    expect({ passed, reasons }).toEqual({
      passed: false,
      reasons: ['auc cannot be determined from these held-out rows'],
    });
  });

  it.each([
    [{ acuracy: { min: 0.9 } }, 'gate.acuracy: there is no metric "acuracy" for this task: did you mean "accuracy"?'],
    [{ rmse: { max: 1 } }, 'gate.rmse: there is no metric "rmse" for this task'],
    [{ againstProduction: { metric: 'F1' } }, 'gate.againstProduction.metric: there is no metric "F1"'],
    [{ constructor: { min: 1 } }, 'gate.constructor: there is no metric'],
  ])('refuses %j', (gate, message) => {
    expect(() => judgeGate(gateOf(gate), metrics)).toThrow(InvalidProjectFileError);
    expect(() => judgeGate(gateOf(gate), metrics)).toThrow(message);
  });

  it('knows the metrics of a regression', () => {
    const regression = { rmse: 3, mae: 2, r2: 0.8 };
    expect(judgeGate(gateOf({ rmse: { max: 3.5 } }), regression).passed).toBe(true);
    expect(() => judgeGate(gateOf({ auc: { min: 0.5 } }), regression)).toThrow('(known: rmse, mae, r2, ');
  });

  it.each([
    [{ size: { maxMb: 0.001 } }, {}, true, "the model's size, 0.001 MB, is at most 0.001 MB"],
    [{ size: { maxMb: 0.0009 } }, {}, false, "the model's size, 0.001 MB, is not at most 0.0009 MB"],
    [
      { latency: { maxMs: 2 } },
      { milliseconds: 1.5 },
      true,
      'the median time of a prediction of 1 row, 1.5 ms, is at most 2 ms',
    ],
    [{ latency: { maxMs: 2, rows: 10 } }, { milliseconds: 3 }, false, 'of 10 rows, 3 ms, is not at most 2 ms'],
    [{ latency: { maxMs: 2 } }, {}, false, 'the latency was not measured'],
  ])('keeps the budget %j of %j: %s', (gate, facts, passed, reason) => {
    const verdict = judgeGate(gateOf(gate), metrics, facts);
    expect(verdict).toEqual({ passed, reasons: [expect.stringContaining(reason)] });
  });
});

/** Predictions that are right on the first rows only. */
const rightOn = (right: number, rows: number): ClassificationOutcome => ({
  labels: Array.from({ length: rows }, (_, row) => row % 2),
  probabilities: Array.from({ length: rows }, (_, row) => (row % 2 === Number(row < right) ? [0, 1] : [1, 0])).flat(),
  classCount: 2,
});

const beside = (current: number, production: number, more: Partial<ProductionFacts['heldOut']> = {}) => ({
  production: {
    version: 3,
    metrics,
    heldOut: { current: rightOn(current, 100), production: rightOn(production, 100), segments: new Map(), ...more },
  },
});

describe('judgeGate, beside production on the same rows', () => {
  const against = (criterion: object = {}) => gateOf({ againstProduction: { metric: 'accuracy', ...criterion } });

  it.each([
    ['unlessWorse', 80, 80, 0, true],
    ['unlessWorse', 78, 80, 0, true], // two rows of a hundred may be chance
    ['unlessWorse', 70, 80, 0, false],
    ['unlessWorse', 70, 80, 0.06, true],
    ['unlessWorse', 70, 80, 0.01, false],
    ['nonInferior', 80, 80, 0.01, false], // a hundred rows cannot tell a hundredth
    ['nonInferior', 80, 80, 0.05, true],
    ['nonInferior', 90, 80, 0, true],
  ])('%s: %d rows right, %d in production, tolerance %d: %s', (rule, current, production, tolerance, passed) => {
    expect(judgeGate(against({ rule, tolerance }), metrics, beside(current, production)).passed).toBe(passed);
  });

  it('gives the figures, whichever way it goes', () => {
    expect(judgeGate(against(), metrics, beside(70, 80)).reasons).toEqual([
      'accuracy 0.7 against 0.8 of version 3 in production, on all 100 held-out rows, some of which production may ' +
        'have learnt from: a gain of -0.1 (95 % interval -0.174366 to -0.0552291, McNemar p 0.000976563) is certain to be below 0',
    ]);
  });

  it('prefers rows that production has not learnt from', () => {
    const unseen = { rows: Array.from({ length: 40 }, (_, index) => 60 + index), version: 'v2' };
    const { passed, reasons } = judgeGate(against(), metrics, beside(100, 60, { unseen }));
    expect({ passed, reasons }).toEqual({
      passed: true,
      reasons: [
        expect.stringContaining('accuracy 1 against 0 of version 3 in production, on the 40 held-out rows of v2'),
      ],
    });
    expect(judgeGate(against({ rows: 'all' }), metrics, beside(100, 60, { unseen })).reasons[0]).toContain(
      'against 0.6',
    );
  });

  it('takes all rows when the unseen ones do not determine the metric', () => {
    const unseen = { rows: [0, 2, 4], version: 'v2' };
    const gate = gateOf({ againstProduction: { metric: 'auc' } });
    expect(judgeGate(gate, metrics, beside(90, 90, { unseen })).reasons[0]).toContain('all 100 held-out rows');
  });

  const city = Array.from({ length: 100 }, (_, row) => (row < 50 ? 'Ulm' : row < 90 ? 'Bonn' : 'Kiel'));
  const segments = new Map([['city', city]]);

  it('finds a segment that has become worse though the whole is better', () => {
    const heldOut = { production: rightOn(60, 100), current: rightOn(100, 100), segments };
    const worseInUlm = Array.from({ length: 200 }, (_, at) => (at < 100 ? heldOut.production.probabilities[at]! : 0.5));
    const swapped = worseInUlm.map((value, at) => (at < 60 ? 1 - value : (heldOut.current.probabilities[at] ?? 0)));
    const current = { ...heldOut.current, probabilities: swapped };
    const verdict = judgeGate(
      gateOf({ segments: { columns: ['city'] } }),
      metrics,
      beside(0, 0, { ...heldOut, current }),
    );
    expect(verdict).toEqual({
      passed: false,
      reasons: [
        expect.stringMatching(/^accuracy where city is Ulm \(50 rows\): 0.4 against 1, a gain of .* is below 0$/),
      ],
    });
  });

  it('says how many segments it has compared', () => {
    expect(judgeGate(gateOf({ segments: { columns: ['city'] } }), metrics, beside(90, 90, { segments }))).toEqual({
      passed: true,
      reasons: [
        "accuracy is not certain to be below 0 of production's in any of 2 of the 3 values of city that have 30 held-out rows or more",
      ],
    });
    expect(judgeGate(gateOf({ segments: { columns: ['city'] } }), metrics).reasons).toEqual([
      'segments of city are not compared: no model is in production',
    ]);
  });
});
