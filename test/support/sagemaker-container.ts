import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { withScratch } from '#lambdas/shared/scratch.ts';
import type { WriteTrainingChannelOutput } from '#src/contracts/steps/write-training-channel.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { koffi } from '#src/train/native-library.ts';
import { XgBoostBooster } from '#src/train/xgboost/booster.ts';
import { api, check, created } from '#src/train/xgboost/library.ts';
import { XgBoostMatrix } from '#src/train/xgboost/matrix.ts';

export type JobRequest = Pick<z.output<typeof WriteTrainingChannelOutput>, 'hyperParameters'> & {
  /** What is in the folder of each channel. */
  readonly channels: Readonly<Record<string, Uint8Array>>;
};

/**
 * What SageMaker's XGBoost does with a training job, by the library that is here: reads the channels without knowing
 * anything of them, trains with nothing but the hyperparameters, and leaves `model.tar.gz`.
 */
export async function trainAsContainer(
  { channels, hyperParameters }: JobRequest,
  format: 'ubj' | 'json' = 'ubj',
): Promise<Uint8Array> {
  const { num_round, csv_weights, early_stopping_rounds, ...parameters } = hyperParameters;
  const training = await matrixOf(channels['train'], csv_weights);
  if (!channels['validation']) {
    const booster = XgBoostBooster.create([training], parameters);
    for (let round = 0; round < Number(num_round); round += 1) booster.update(round, training);
    return archived(bytesOf(booster, format));
  }
  const validation = await matrixOf(channels['validation'], csv_weights);
  const booster = XgBoostBooster.create([training, validation], parameters);
  const sign = parameters['eval_metric'] === 'auc' ? -1 : 1;
  const scores: number[] = [];
  const best = () => scores.indexOf(Math.min(...scores));
  while (scores.length < Number(num_round) && scores.length - best() <= Number(early_stopping_rounds)) {
    booster.update(scores.length, training);
    scores.push(sign * booster.score(validation));
  }
  return archived(bytesOf(booster.firstRounds(best() + 1), format));
}

const bytesOf = (booster: XgBoostBooster, format: 'ubj' | 'json'): Uint8Array =>
  format === 'ubj' ? toUbj(booster) : new TextEncoder().encode(booster.toJson());

/** A model in an archive, as the container leaves it. */
export const archived = (model: Uint8Array): Promise<Uint8Array> =>
  withScratch(async (folder) => {
    writeFileSync(join(folder, 'xgboost-model'), model);
    execFileSync('tar', ['-czf', join(folder, 'model.tar.gz'), '-C', folder, 'xgboost-model']);
    return readFileSync(join(folder, 'model.tar.gz'));
  });

async function matrixOf(file: Uint8Array | undefined, hasWeights: string | undefined): Promise<XgBoostMatrix> {
  if (!file) throw new Error('no such channel');
  const rows = hasWeights === '1' ? linesOf(file) : await tableOf(file);
  const first = hasWeights === '1' ? 2 : 1;
  const names = rows[0]!.slice(first).map((_, index) => `f${index}`);
  const values = Float32Array.from(rows.flatMap((row) => row.slice(first)));
  const matrix = XgBoostMatrix.dense({ names, rowCount: rows.length, values }, 1);
  const columnAt = (index: number) => Float32Array.from(rows, (row) => row[index]!);
  matrix.describe({ labels: columnAt(0), ...(hasWeights === '1' && { weights: columnAt(1) }) });
  return matrix;
}

const linesOf = (file: Uint8Array): number[][] =>
  new TextDecoder()
    .decode(file)
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map((field) => (field === 'nan' ? Number.NaN : Number(field))));

const tableOf = (file: Uint8Array): Promise<number[][]> =>
  withScratch(async (folder) => {
    const path = join(folder, 'rows.parquet');
    writeFileSync(path, file);
    const { columns, rowCount } = await readTable([path]);
    return Array.from({ length: rowCount }, (_, row) =>
      columns.map((column) => {
        if (column.storage === 'string') throw new Error(`${column.name} holds texts`);
        return column.values[row]!;
      }),
    );
  });

function toUbj(booster: XgBoostBooster): Uint8Array {
  const json = new TextEncoder().encode(booster.toJson());
  const handle = created((out) => api().createBooster([], 0, out));
  check(api().loadFromBuffer(handle, json, json.length));
  const length: [number | bigint] = [0];
  const bytes = created((out) => api().saveToBuffer(handle, '{"format":"ubj"}', length, out));
  const copy: Iterable<number> = koffi().decode(bytes, koffi().array('uint8', Number(length[0])));
  return Uint8Array.from(copy);
}
