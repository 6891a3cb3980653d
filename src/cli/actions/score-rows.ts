import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { NotFoundError } from '#src/errors.ts';
import { loadModel } from '#src/serve/load-model.ts';
import { columnSlots } from '#src/serve/model-rows.ts';
import type { Predictions, Predictor } from '#src/serve/predictor.ts';
import { readListRows } from '#src/serve/read-rows.ts';
import { readRows } from './read-rows.ts';

/** Rows given to the model at once; bounds the memory that probabilities take. */
const CHUNK_ROWS = 8192;

/** @throws NotFoundError when the folder holds no model, IntegrityError when its two files do not belong together */
export async function loadModelFolder(folder: string): Promise<Predictor> {
  const read = (name: string) =>
    readFile(join(folder, name)).catch((cause: unknown) => {
      throw new NotFoundError(`${folder} holds no ${name}: name a folder that \`driftloop train --out\` wrote`, {
        cause,
      });
    });
  const manifest = ModelManifest.parse(JSON.parse((await read('manifest.json')).toString('utf8')));
  return loadModel(manifest, await read('model.onnx'));
}

/** Predicts every row of a CSV or Parquet file, in its order. @throws InvalidDataError, InvalidRequestError */
export async function predictRows(predictor: Predictor, path: string): Promise<Predictions> {
  const { rawColumns } = predictor.manifest.features;
  const rows = await readRows(path, rawColumns);
  const slots = columnSlots(rawColumns);
  const parts: Predictions[] = [];
  for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
    parts.push(await predictor.predict(readListRows(rows.slice(from, from + CHUNK_ROWS), slots)));
  }
  const probabilities = parts.flatMap((part) => part.probabilities ?? []);
  return {
    predictions: parts.flatMap((part) => part.predictions),
    ...(probabilities.length > 0 && { probabilities }),
  };
}
