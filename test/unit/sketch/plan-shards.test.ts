import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultShardRows, planShards, sketchPrefix } from '#src/sketch/plan-shards.ts';

const run = { team: 'demo', project: 'wine', runId: 'wine-v2-1', version: 'v2' };
const object = (sha256: string) => ({ bucket: 'artifacts', key: 'k', versionId: '1', sha256, bytes: 1 });
const sides = (reference: number, current: number) => ({
  reference: { data: object('a'.repeat(64)), rows: reference },
  current: { data: object('b'.repeat(64)), rows: current },
});

describe('planShards', () => {
  it('cuts both sides without gap or overlap, and leaves the end of each open', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), fc.integer({ min: 10, max: 50_000 }), (before, now, shardRows) => {
        const shards = planShards(run, sides(before, now), shardRows, []);
        expect(shards.map(({ index }) => index)).toEqual([...shards.keys()]);
        for (const side of ['reference', 'current'] as const) {
          const ranges = shards.filter((shard) => shard.side === side);
          expect(ranges.map(({ from }) => from)).toEqual([0, ...ranges.slice(0, -1).map(({ to }) => to)]);
          expect(ranges.map(({ to }) => to === null)).toEqual(ranges.map((_, at) => at === ranges.length - 1));
        }
      }),
    );
  });

  it('makes shards of at most so many rows, and larger ones rather than more than fifty', () => {
    const ranges = (rows: number) => planShards(run, sides(1, rows), 100, []).filter(({ side }) => side === 'current');
    expect(ranges(250).map(({ from, to }) => [from, to])).toEqual([
      [0, 84],
      [84, 168],
      [168, null],
    ]);
    expect(ranges(1_000_000)).toHaveLength(50);
  });

  it('names a sketch after the data, its rows and what is a category, not after the run', () => {
    const keys = (of: typeof run, shardRows: number, categories: string[] = []) =>
      planShards(of, sides(100, 100), shardRows, categories).map(({ sketch }) => sketch);
    expect(keys({ ...run, runId: 'another', version: 'v3' }, 50)).toEqual(keys(run, 50));
    expect(new Set([...keys(run, 50), ...keys(run, 25), ...keys(run, 50, ['x'])]).size).toBe(4 + 8 + 4);
    const { reference } = sides(100, 100);
    expect(keys(run, 50)[0]).toMatch(new RegExp(`^demo/wine/sketches/${reference.data.sha256}/[0-9a-f]{16}.json.gz$`));
    expect(keys(run, 50)[0]?.startsWith(sketchPrefix(run, reference.data))).toBe(true);
  });
});

it('defaultShardRows keeps a shard at 25 million values', () => {
  expect(defaultShardRows(50)).toBe(500_000);
  expect(defaultShardRows(0)).toBe(25_000_000);
});
