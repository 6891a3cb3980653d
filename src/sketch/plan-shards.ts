import { createHash } from 'node:crypto';
import { projectPrefix } from '#src/contracts/artifact-keys.ts';
import type { DriftShard } from '#src/contracts/drift-shard.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { RunContext } from '#src/contracts/run.ts';
import type { RowRange } from '#src/tabular/row-range.ts';

/** A data set that is compared, and how many rows it has. */
export interface ShardedData {
  readonly data: ObjectRef;
  readonly rows: number;
}

/** One function holds that many values of a data set with ease. */
const SHARD_VALUES = 25_000_000;

/** The reduce holds the sketches of all; beyond it, shards get larger. */
const MOST_SHARDS = 50;

/** Part of a sketch's key: what was written in another form is not found. */
const FORMAT = 1;

/** Rows of a shard where the project does not say: 500,000 of 50 columns. */
export const defaultShardRows = (columns: number): number => Math.ceil(SHARD_VALUES / Math.max(columns, 1));

/**
 * Cuts both data sets into shards of `shardRows` rows; the last one of a side takes what is left over, however much.
 *
 * @param categories - columns that are declared categorical
 */
export function planShards(
  run: RunContext,
  sides: Readonly<Record<DriftShard['side'], ShardedData>>,
  shardRows: number,
  categories: readonly string[],
): DriftShard[] {
  const shards = (['reference', 'current'] as const).flatMap((side) => {
    const { data, rows } = sides[side];
    return rowRanges(rows, shardRows).map((range) => ({ side, data, ...range }));
  });
  return shards.map(({ side, data, from, to }, index) => {
    const sketch = `${sketchPrefix(run, data)}${digestOf({ from, to, categories })}.json.gz`;
    return { run, index, side, data, from, to, categories: [...categories], sketch };
  });
}

/** Artifacts bucket: the sketches of a data set, which the runs of a project share. */
export const sketchPrefix = (run: RunContext, { sha256 }: ObjectRef): string =>
  `${projectPrefix(run)}sketches/${sha256}/`;

function rowRanges(rows: number, shardRows: number): RowRange[] {
  const shards = Math.min(Math.max(Math.ceil(rows / shardRows), 1), MOST_SHARDS);
  const size = Math.ceil(rows / shards);
  return Array.from({ length: shards }, (_, shard) => ({
    from: shard * size,
    to: shard === shards - 1 ? null : (shard + 1) * size,
  }));
}

const digestOf = (shard: RowRange & { categories: readonly string[] }): string =>
  createHash('sha256')
    .update(JSON.stringify([FORMAT, shard.from, shard.to, shard.categories]))
    .digest('hex')
    .slice(0, 16);
