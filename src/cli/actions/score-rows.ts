import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { NotFoundError } from '#src/errors.ts';
import { type Explanation, explainRows } from '#src/explain/explain-rows.ts';
import { loadModel } from '#src/serve/load-model.ts';
import { columnSlots } from '#src/serve/model-rows.ts';
import type { Predictions, Predictor } from '#src/serve/predictor.ts';
import { readListRows } from '#src/serve/read-rows.ts';
import { readRows } from './read-rows.ts';

/** Rows given to the model at once; bounds the memory that probabilities take. */
const CHUNK_ROWS = 8192;

export interface LoadedModel {
  readonly predictor: Predictor;
  /** The file that it was loaded from. */
  readonly onnx: Uint8Array;
}

/** What is said of rows, and why. */
export interface ExplainedPredictions extends Predictions {
  readonly explanation?: Explanation;
}

/** @throws NotFoundError when the folder holds no model, IntegrityError when its two files do not belong together */
export async function loadModelFolder(folder: string): Promise<LoadedModel> {
  const read = (name: string) =>
    readFile(join(folder, name)).catch((cause: unknown) => {
      throw new NotFoundError(`${folder} holds no ${name}: name a folder that \`driftloop train --out\` wrote`, {
        cause,
      });
    });
  const manifest = ModelManifest.parse(JSON.parse((await read('manifest.json')).toString('utf8')));
  const onnx = await read('model.onnx');
  return { predictor: await loadModel(manifest, onnx), onnx };
}

/**
 * Predicts every row of a CSV or Parquet file, in its order.
 *
 * @param explain - whether to say what each column adds to the raw scores
 * @throws InvalidDataError, InvalidRequestError
 */
export async function predictRows(
  { predictor, onnx }: LoadedModel,
  path: string,
  { explain = false } = {},
): Promise<ExplainedPredictions> {
  const { rawColumns } = predictor.manifest.features;
  const rows = await readRows(path, rawColumns);
  const slots = columnSlots(rawColumns);
  const parts: Predictions[] = [];
  const explanations: Explanation[] = [];
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    const chunk = readListRows(rows.slice(from, from + CHUNK_ROWS), slots);
    parts.push(await predictor.predict(chunk));
    if (explain) explanations.push(await explainRows(onnx, predictor.manifest.features, chunk));
  }
  const probabilities = parts.flatMap((part) => part.probabilities ?? []);
  return {
    predictions: parts.flatMap((part) => part.predictions),
    ...(probabilities.length > 0 && { probabilities }),
    ...(explanations[0] && {
      explanation: { ...explanations[0], contributions: explanations.flatMap(({ contributions }) => contributions) },
    }),
  };
}
