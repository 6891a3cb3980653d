import { open } from 'node:fs/promises';
import type { FeatureMatrix } from '../../featurize/feature-matrix.ts';
import { writeFloats } from '../../tabular/parquet/write-floats.ts';
import type { LabelledRows } from '../learner.ts';

export interface ChannelFile {
  /** What SageMaker is told. */
  readonly contentType: 'application/x-parquet' | 'text/csv';
  /** With its dot. */
  readonly extension: string;
  readonly write: (rows: LabelledRows, path: string) => Promise<void>;
}

/**
 * How the container is given rows: the label first, no names. Parquet keeps every float32 as it is; of weights it knows in
 * CSV only, where they come second.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost.html (Input/Output Interface)
 */
export const channelFile = (hasWeights: boolean): ChannelFile =>
  hasWeights
    ? { contentType: 'text/csv', extension: '.csv', write: writeCsv }
    : { contentType: 'application/x-parquet', extension: '.parquet', write: writeTable };

async function writeTable({ features, labels }: LabelledRows, path: string): Promise<void> {
  const { names, rowCount, values } = features;
  const width = names.length;
  const columns = [
    (row: number) => labels[row]!,
    ...names.map((_, feature) => (row: number) => values[row * width + feature]!),
  ];
  // The container reads no names, and features may be called alike but for case.
  await writeFloats(
    path,
    columns.map((at, index) => ({ name: `c${index}`, at })),
    rowCount,
  );
}

const LINES_AT_ONCE = 4096;

async function writeCsv({ features, labels, weights }: LabelledRows, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let from = 0; from < features.rowCount; from += LINES_AT_ONCE) {
      const lines = Array.from({ length: Math.min(LINES_AT_ONCE, features.rowCount - from) }, (_, index) => {
        const row = from + index;
        return `${labels[row]},${weights?.[row] ?? 1},${valuesOf(features, row).join(',')}\n`;
      });
      await file.write(lines.join(''));
    }
  } finally {
    await file.close();
  }
}

/** `nan`, since XGBoost 3.0.5 takes a last column without any value for no column when its fields are empty. */
const valuesOf = ({ names, values }: FeatureMatrix, row: number): string[] =>
  Array.from(values.subarray(row * names.length, (row + 1) * names.length), (value) =>
    Number.isNaN(value) ? 'nan' : String(value),
  );
