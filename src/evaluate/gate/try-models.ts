import type { ModelManifest } from '../../contracts/model-manifest.ts';
import { InvalidDataError } from '../../errors.ts';
import { scoreTable } from '../../onnx/score-table.ts';
import { checkModel } from '../../serve/load-model.ts';
import type { Table } from '../../tabular/table.ts';
import { type Outcome, outcomeOf } from '../outcome.ts';
import { segmentValues } from '../segments.ts';
import type { HeldOut, ProductionFacts } from './against-production.ts';

/** A model with its bytes. */
export interface Candidate {
  readonly manifest: ModelManifest;
  readonly onnx: Uint8Array;
}

export interface TrialRequest {
  readonly current: Candidate;
  readonly production: Candidate & { readonly version: number };
  /** The held-out rows. */
  readonly table: Table;
  /** Per row the class (0-based, of the new model's classes), or the number to predict. */
  readonly labels: Float32Array;
  readonly unseen?: HeldOut['unseen'];
  readonly segments: readonly string[];
}

/**
 * Lets both models predict the held-out rows.
 *
 * @throws IntegrityError when a model's bytes are not those of its manifest; InvalidProjectFileError when there is no
 * column to make segments of
 */
export async function tryModels({
  current,
  production,
  table,
  labels,
  ...more
}: TrialRequest): Promise<ProductionFacts> {
  const { version, manifest } = production;
  const stored = { version, metrics: manifest.metrics };
  if (manifest.task !== current.manifest.task || manifest.target !== current.manifest.target) {
    const what = `production predicts ${manifest.target} (${manifest.task})`;
    return { version, metrics: {}, untried: what };
  }
  checkModel(manifest, production.onnx);
  const segments = segmentValues(table, more.segments, 'gate.segments');
  const byCurrent = await scoreTable(current.onnx, current.manifest.features, table);
  try {
    const byProduction = await scoreTable(production.onnx, manifest.features, table);
    const trial = inSameClasses(labels, [current.manifest, byCurrent], [manifest, byProduction]);
    return { ...stored, heldOut: { ...trial, segments, ...(more.unseen && { unseen: more.unseen }) } };
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    return { ...stored, untried: `it cannot predict the new rows: ${error.message}` };
  }
}

type Scored = readonly [Pick<ModelManifest, 'classes' | 'threshold'>, Float32Array];

/** The new model's classes come first, then those that only production knows. */
function inSameClasses(labels: Float32Array, current: Scored, production: Scored) {
  const classes = [...new Set([...current[0].classes, ...production[0].classes])];
  const outcome = ([{ classes: own, threshold }, scores]: Scored): Outcome => {
    if (own.length === classes.length && own.every((name, index) => name === classes[index])) {
      return outcomeOf(labels, scores, classes.length, threshold);
    }
    const spread = new Float32Array(labels.length * classes.length);
    const places = own.map((name) => classes.indexOf(name));
    for (let row = 0; row < labels.length; row += 1) {
      for (const [index, place] of places.entries()) {
        spread[row * classes.length + place] = scores[row * own.length + index]!;
      }
    }
    return outcomeOf(labels, spread, classes.length);
  };
  return { current: outcome(current), production: outcome(production) };
}
