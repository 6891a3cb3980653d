import { describe, expect, it } from 'vitest';
import type { Calibration } from '#src/calibrate/calibration.ts';
import type { FeaturePlan } from '#src/contracts/feature-plan.ts';
import type { Task } from '#src/contracts/project-file.ts';
import { ModelConversionError } from '#src/errors.ts';
import { checkConversion } from '#src/onnx/check-conversion.ts';
import { modelToOnnx } from '#src/onnx/model-to-onnx.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';

const plan: FeaturePlan = {
  rawColumns: [{ name: 'a', storage: 'float' }],
  steps: [{ kind: 'numeric', feature: 'a', column: 'a' }],
};
const table = tableOf(numbers('a', [0, 1]));

/** A model that gives `value` for every row, for two classes as a logit. */
const constant = (task: Task, value: number) => ({
  ...{ plan, task, table },
  onnx: modelToOnnx({
    ...{ plan, task, target: 'y', classes: task === 'regression' ? [] : [0, 1] },
    predictor: { trees: [{ output: 0, nodes: [{ kind: 'leaf', value }] }], baseScores: [0] },
  }),
});

describe('checkConversion', () => {
  it('gives the largest difference and what the graph predicts', async () => {
    const native = Float64Array.of(0.5, 0.5, 0.500004, 0.499996);
    const { difference, predictions } = await checkConversion({ ...constant('binary', 0), native });
    expect(difference).toBeCloseTo(4e-6, 12);
    expect(predictions).toEqual(Float32Array.of(0.5, 0.5, 0.5, 0.5));
  });

  it('stops at a probability that differs by more than 1e-5, naming the row', async () => {
    const native = Float64Array.of(0.5, 0.5, 0.50002, 0.49998);
    const check = checkConversion({ ...constant('binary', 0), native });
    await expect(check).rejects.toThrow(ModelConversionError);
    await expect(check).rejects.toThrow('row 2: the ONNX graph predicts 0.5, the library 0.50002');
  });

  it('measures a regression in terms of the prediction', async () => {
    const million = constant('regression', 1e6);
    const { difference } = await checkConversion({ ...million, native: Float64Array.of(1e6, 1e6 + 5) });
    expect(difference).toBeCloseTo(5e-6, 9);
    await expect(checkConversion({ ...million, native: Float64Array.of(1e6, 1e6 + 20) })).rejects.toThrow('row 2');
  });

  it('allows predictions near 0 the rounding of the others', async () => {
    const place = { left: 1, right: 2, missingGoesLeft: true };
    const split = { kind: 'split', feature: 0, comparison: '<', threshold: 0.5, ...place } as const;
    const leaves = [1e6, 0.5].map((value) => ({ kind: 'leaf', value }) as const);
    const trees = { trees: [{ output: 0, nodes: [split, ...leaves] }], baseScores: [0] };
    const onnx = modelToOnnx({ plan, predictor: trees, task: 'regression', target: 'y', classes: [] });
    const check = (native: Float64Array) => checkConversion({ onnx, plan, table, task: 'regression', native });
    expect((await check(Float64Array.of(1e6, 5))).difference).toBeCloseTo(4.5 / (1e6 / Math.SQRT2), 9);
    await expect(check(Float64Array.of(1e6, 20))).rejects.toThrow('row 2');
  });

  it('knows how far a raw score may go, and no further', async () => {
    const logit = Math.log(0.6 / 0.4);
    const native = Float64Array.of(0.5, 0.5, 0.5, 0.5);
    const scoreBound = logit + 1e-6;
    const { difference } = await checkConversion({ ...constant('binary', logit), native, scoreBound });
    expect(difference).toBeCloseTo(0.1, 6);
    const further = checkConversion({ ...constant('binary', logit + 1e-3), native, scoreBound });
    await expect(further).rejects.toThrow(ModelConversionError);
  });

  it('expects of a calibrated graph what the library is calibrated to', async () => {
    const steps = { x: [0.4, 0.499, 0.501], y: [0.1, 0.1, 0.9] };
    const calibration: Calibration = { method: 'isotonic', least: 0.01, curves: [steps] };
    const native = Float64Array.of(0.5, 0.5, 0.5, 0.5);
    const { plan: _, ...rows } = constant('binary', 0);
    const source = { plan, task: 'binary', target: 'y', classes: [0, 1] } as const;
    const predictor = { trees: [{ output: 0, nodes: [{ kind: 'leaf', value: 0 } as const] }], baseScores: [0] };
    const onnx = modelToOnnx({ ...source, predictor, calibration });
    const { difference } = await checkConversion({ plan, ...rows, onnx, native, calibration });
    expect(difference).toBeLessThan(1e-5);
    // Steep as it is, what the library itself may be off by is no defect, what is more than that is.
    const near = Float64Array.of(0.499995, 0.500005, 0.499995, 0.500005);
    expect((await checkConversion({ plan, ...rows, onnx, native: near, calibration })).difference).toBeGreaterThan(
      1e-3,
    );
    const far = Float64Array.of(0.4999, 0.5001, 0.4999, 0.5001);
    await expect(checkConversion({ plan, ...rows, onnx, native: far, calibration })).rejects.toThrow(
      ModelConversionError,
    );
    const uncalibrated = checkConversion({ ...constant('binary', 2), native: native.map(() => 0.88), calibration });
    await expect(uncalibrated).rejects.toThrow(ModelConversionError);
  });

  it('stops at predictions that are missing or not numbers', async () => {
    await expect(checkConversion({ ...constant('binary', 0), native: Float64Array.of(0.5) })).rejects.toThrow(
      'the ONNX graph gave 4 numbers, the library 1',
    );
    const native = Float64Array.of(0.5, 0.5, Number.NaN, 0.5);
    await expect(checkConversion({ ...constant('binary', 0), native })).rejects.toThrow(ModelConversionError);
  });
});
