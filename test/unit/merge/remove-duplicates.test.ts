import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { mergeDatasets } from '#src/merge/merge-datasets.ts';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const output = folder.path('merged.parquet');

type Keep = 'newest' | 'oldest';

const merge = (by: string[], keep: Keep, bodies: readonly string[]) =>
  mergeDatasets({
    inputs: bodies.map((body, index) => ({ name: `v${index + 1}`, path: folder.write(`${index}.csv`, body) })),
    output,
    deduplicate: { by, keep },
  });

const rows = () => withDuckDb(async (db) => (await db.runAndReadAll(`FROM read_parquet('${output}')`)).getRowsJson());

describe('rows with the same key', () => {
  const bodies = ['id,x\n1,a\n2,b\n1,c\n', 'x,id\nd,2.0\ne,3\n'];

  test('the newest stays, in its place, and the report counts those that went', async () => {
    const { report, rows: count } = await merge(['id'], 'newest', bodies);
    expect(await rows()).toEqual([
      [1, 'c'],
      [2, 'd'],
      [3, 'e'],
    ]);
    expect(count).toBe(3);
    expect(report).toMatchObject({
      inputs: [
        { name: 'v1', rows: 3, removed: 2 },
        { name: 'v2', rows: 2, removed: 0 },
      ],
      rows: 3,
      removed: 2,
      deduplicatedBy: ['id'],
    });
  });

  test('the oldest stays if asked', async () => {
    await merge(['id'], 'oldest', bodies);
    expect(await rows()).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'e'],
    ]);
  });

  test('a row that misses a part of its key is the same as no other', async () => {
    const { report } = await merge(['id', 'x'], 'newest', ['id,x\n1,\n1,\n,a\n,a\n1,a\n1,a\n']);
    expect(report).toMatchObject({ rows: 5, removed: 1 });
  });

  test('a key column that a version lacks is an error that names both', async () => {
    await expect(merge(['id', 'day'], 'newest', ['id,day\n1,2\n', 'id,Day\n1,2\n'])).rejects.toThrow(
      'v2 has no column "day" to tell duplicates by; its columns are id, Day',
    );
  });

  const key = fc.option(fc.nat(4), { nil: '' });
  const version = fc.array(fc.tuple(key, key), { maxLength: 30 });
  property.prop([fc.array(version, { minLength: 1, maxLength: 3 }), fc.constantFrom<Keep>('newest', 'oldest')], {
    numRuns: 25,
  })('those that stay are the ones that a plain search finds, in the same order', async (versions, keep) => {
    const all = versions.flatMap((version, file) => version.map((pair, row) => ({ pair, at: `${file}-${row}` })));
    const { report } = await merge(
      ['a', 'b'],
      keep,
      versions.map((version, file) =>
        ['a,b,at', ...version.map((pair, row) => [...pair, `${file}-${row}`].join()), ''].join('\n'),
      ),
    );
    const stays = all.filter(({ pair }, index) => {
      const others = keep === 'newest' ? all.slice(index + 1) : all.slice(0, index);
      return pair.includes('') || !others.some((other) => other.pair.join() === pair.join());
    });
    expect((await rows()).map((row) => row[2])).toEqual(stays.map(({ at }) => at));
    expect(report.removed).toBe(all.length - stays.length);
  });
});
