import { type DriftShard, ShardCrash } from '#src/contracts/drift-shard.ts';
import { readFailure } from '#src/runs/read-failure.ts';

/**
 * @param mapped - what became of each shard: a ShardCrash where it failed on every attempt
 * @throws Error naming the first shard that could not be sketched, its rows and why
 */
export function requireSketched(shards: readonly DriftShard[], mapped: readonly unknown[]): void {
  const crash = mapped.map((outcome) => ShardCrash.safeParse(outcome).data).find(Boolean);
  if (!crash) return;
  const { side, from, to } = shards[crash.index] ?? {};
  const { name, message } = readFailure(crash.error);
  throw new Error(
    `rows ${from} to ${to ?? 'the last'} of the ${side} data could not be sketched: ${name}: ${message}; ` +
      'where memory was short, choose a smaller drift.shardRows',
  );
}
