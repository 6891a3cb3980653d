import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type Calibration, calibrate, calibratedBounds } from '#src/calibrate/calibration.ts';
import { fitCalibration } from '#src/calibrate/fit-calibration.ts';
import { outcomeOf } from '#src/evaluate/outcome.ts';
import { addCalibration, addShares } from '#src/onnx/calibration-nodes.ts';
import { GraphBuilder } from '#src/onnx/graph-builder.ts';
import { encodeModel } from '#src/onnx/onnx-model.ts';
import { createRandom } from '#src/random.ts';
import { createSession, onnxRuntime } from '#src/serve/onnx-runtime.ts';

const METHODS = ['isotonic', 'sigmoid'] as const;
const random = createRandom(5);

/** Rows whose classes are as likely as the square of what is said. */
function overconfident(rows: number, classCount: number) {
  const labels: number[] = [];
  const probabilities: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const parts = Array.from({ length: classCount }, () => random() ** 3 + 0.01);
    const shares = parts.map((part) => part / parts.reduce((sum, other) => sum + other, 0));
    const chances = shares.map((share) => Math.sqrt(share));
    let left = random() * chances.reduce((sum, chance) => sum + chance, 0);
    const label = chances.findIndex((chance) => {
      left -= chance;
      return left < 0;
    });
    labels.push(label);
    probabilities.push(...shares.map(Math.fround));
  }
  const outcome = outcomeOf(labels, probabilities, classCount);
  if ('probabilities' in outcome) return outcome;
  throw new TypeError('classes have probabilities');
}

/** What a graph of the calibration alone makes of probabilities, so many per row. */
async function inGraph(calibration: Calibration, width: number, said: ArrayLike<number>): Promise<number[]> {
  const graph = new GraphBuilder();
  const values = addCalibration(graph, 'said', calibration);
  if (width > 1) addShares(graph, values, 'out');
  else graph.node('Identity', [values], { output: 'out' });
  const onnx = encodeModel({
    ...{ graphName: 'calibration', nodes: graph.nodes, constants: graph.constants, metadata: {} },
    inputs: [{ name: 'said', type: 'float', dims: ['N', width] }],
    outputs: [{ name: 'out', type: 'float', dims: ['N', width] }],
  });
  const session = await createSession(onnx);
  const { Tensor } = onnxRuntime();
  const { out } = await session.run({
    said: new Tensor('float32', Float32Array.from(said), [said.length / width, width]),
  });
  await session.release();
  return Array.from(out!.data as Float32Array);
}

const CASES = METHODS.flatMap((method) => [2, 3, 12].map((classCount) => [method, classCount] as const));

describe('fitCalibration', () => {
  it.each(CASES)('makes %s probabilities of %i classes come true more often', (method, classCount) => {
    const [learnt, judged] = [overconfident(3000, classCount), overconfident(3000, classCount)];
    const { calibration } = fitCalibration(learnt, method);
    const before = Float64Array.from(judged.probabilities);
    const after = calibrate(calibration, before, classCount);
    const brier = (said: Float64Array) =>
      said.reduce(
        (sum, value, at) => sum + (value - Number(judged.labels[Math.floor(at / classCount)] === at % classCount)) ** 2,
        0,
      );
    expect(brier(after)).toBeLessThan(brier(before));
    for (let first = 0; first < after.length; first += classCount) {
      const sum = after.subarray(first, first + classCount).reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(1, 9);
    }
  });

  it('bounds the knots, of many classes together, too, and says what that changes', () => {
    const two = fitCalibration(overconfident(20_000, 2), 'isotonic');
    expect(two.thinning).toMatchObject({ kept: 100 });
    expect(two.thinning!.found).toBeGreaterThan(100);
    expect(two.thinning!.error).toBeLessThan(0.01);
    expect(fitCalibration(overconfident(3000, 40), 'isotonic').thinning!.kept).toBeLessThanOrEqual(25);
  });

  it.each(METHODS)('never calls anything impossible or certain: %s', (method) => {
    const outcome = outcomeOf([0, 0, 0, 1, 1, 1], [1, 0, 0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.1, 0.9, 0, 1], 2);
    if (!('probabilities' in outcome)) throw new TypeError('classes have probabilities');
    const { calibration, rows } = fitCalibration(outcome, method);
    expect([rows, calibration.least]).toEqual([6, 1 / 8]);
    const found = calibrate(calibration, Float64Array.of(1, 0, 0, 1), 2);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(1 / 8 - 1e-12);
  });

  it.each(METHODS)('gives the share of the class where a model says the same of every row: %s', async (method) => {
    const rows = [...Array(400).keys()];
    const outcome = outcomeOf(
      rows.map((row) => Number(row % 4 === 0)),
      rows.flatMap(() => [0.1, 0.9]),
      2,
    );
    if (!('probabilities' in outcome)) throw new TypeError('classes have probabilities');
    const { calibration } = fitCalibration(outcome, method);
    for (const said of [0, 0.9, 1]) {
      const [, found] = calibrate(calibration, Float64Array.of(1 - said, said), 2);
      if (method === 'isotonic' || said === 0.9) expect(found).toBeCloseTo(0.25, 2);
      expect(found).toBeGreaterThan(0);
    }
    expect(await inGraph(calibration, 1, [0, 0.9, 1])).toHaveLength(3);
  });

  it('does not turn a model round that is worse than chance', () => {
    const worse = outcomeOf([1, 1, 1, 0, 0, 0], [0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9], 2);
    if (!('probabilities' in worse)) throw new TypeError('classes have probabilities');
    for (const method of METHODS) {
      const { calibration } = fitCalibration(worse, method);
      for (const value of calibrate(calibration, Float64Array.of(0.9, 0.1, 0.1, 0.9), 2))
        expect(value).toBeCloseTo(0.5, 9);
    }
  });
});

describe('calibratedBounds', () => {
  const { calibration } = fitCalibration(overconfident(500, 3), 'isotonic');
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it.prop([
    fc.tuple(share, share, share),
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
  ])('hold whatever the probabilities are moved by', (row, moves) => {
    const tolerance = 1e-3;
    const given = {
      low: Float64Array.from(row, (value) => value - tolerance),
      high: Float64Array.from(row, (value) => value + tolerance),
    };
    const { low, high } = calibratedBounds(calibration, given, 3);
    const moved = Float64Array.from(row, (value, index) => value + tolerance * moves[index]!);
    for (const [index, value] of calibrate(calibration, moved, 3).entries()) {
      expect(value).toBeGreaterThanOrEqual(low[index]! - 1e-12);
      expect(value).toBeLessThanOrEqual(high[index]! + 1e-12);
    }
  });
});

describe('addCalibration', () => {
  it.each(CASES)('computes in the graph what %s of %i classes is here, without a NaN', async (method, classCount) => {
    const { calibration } = fitCalibration(overconfident(2000, classCount), method);
    const judged = classCount === 2 ? 1 : classCount;
    const edges = calibration.method === 'isotonic' ? calibration.curves[0]!.x : [];
    const rows = [0, 1, 1e-7, 1 - 1e-7, 0.5, ...edges, ...Array.from({ length: 300 }, random)].map(Math.fround);
    const full = rows.map((value, row) =>
      classCount === 2
        ? [1 - value, value]
        : Array.from({ length: classCount }, (_, index) => rows[(row + index) % rows.length]!),
    );
    const said = Float32Array.from(full.flatMap((row) => (classCount === 2 ? row.slice(1) : row)));
    const found = await inGraph(calibration, judged, said);
    const expected = calibrate(calibration, Float64Array.from(full.flat()), classCount);
    const wanted = classCount === 2 ? [...expected].filter((_, at) => at % 2 === 1) : [...expected];
    expect(found.length).toBe(wanted.length);
    const worst = Math.max(...found.map((value, at) => Math.abs(value - wanted[at]!)));
    expect(worst).toBeLessThan(1e-5);
  });
});
