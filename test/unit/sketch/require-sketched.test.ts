import { expect, it } from 'vitest';
import { planShards } from '#src/sketch/plan-shards.ts';
import { requireSketched } from '#src/sketch/require-sketched.ts';

const run = { team: 'demo', project: 'wine', runId: 'wine-v2-1', version: 'v2' };
const side = { data: { bucket: 'artifacts', key: 'k', versionId: '1', sha256: 'a'.repeat(64), bytes: 1 }, rows: 100 };
const shards = planShards(run, { reference: side, current: side }, 50, []);

it('is content when every shard was sketched', () => {
  expect(() => requireSketched(shards, [null, null, null, null])).not.toThrow();
  expect(() => requireSketched(shards, [])).not.toThrow();
});

it('names the shard that was not, and why', () => {
  const error = { name: 'Runtime.ExitError', message: '{"errorMessage":"out of memory"}' };
  expect(() => requireSketched(shards, [null, { index: 3, error }, null])).toThrow(
    'rows 50 to the last of the current data could not be sketched: Runtime.ExitError: out of memory; ' +
      'where memory was short, choose a smaller drift.shardRows',
  );
});
