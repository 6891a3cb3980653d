import { describe, expect, it } from 'vitest';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import { judgeGate } from '#src/evaluate/gate.ts';
import { projectOf } from '#test/support/projects.ts';

const gateOf = (gate: object): ProjectFile['gate'] => projectOf({ gate }).gate;
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
  ])('compares %s with %d in production within %d: %s', (metric, production, tolerance, passed) => {
    const gate = gateOf({ againstProduction: { metric, tolerance } });
    expect(judgeGate(gate, metrics, { [metric]: production }).passed).toBe(passed);
  });

  it('explains the comparison with production', () => {
    const gate = gateOf({ againstProduction: { metric: 'logLoss', tolerance: 0.05 } });
    expect(judgeGate(gate, metrics, { logLoss: 0.1 }).reasons).toEqual([
      'logLoss 0.2 is not at most 0.15 (production 0.1, tolerance 0.05)',
    ]);
  });

  it('compares with nothing when there is nothing to compare with', () => {
    const gate = gateOf({ againstProduction: { metric: 'f1' } });
    expect(judgeGate(gate, metrics)).toEqual({
      passed: true,
      reasons: ['f1 0.9 is not compared: no model is in production'],
    });
    expect(judgeGate(gate, metrics, { rmse: 3 }).reasons).toEqual([
      'f1 0.9 is not compared: the production model has no f1',
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
    expect(() => judgeGate(gateOf({ auc: { min: 0.5 } }), regression)).toThrow('(known: rmse, mae, r2)');
  });
});
