import { describe, expect, it } from 'vitest';
import { batchExecutionName, scoredKey } from '#src/batch/batch-keys.ts';
import { MAX_FILES, selectFiles } from '#src/batch/select-files.ts';
import { NotFoundError } from '#src/errors.ts';
import type { StoredObject } from '#src/ports/artifact-store.ts';

const batch = { team: 'demo', project: 'wine', batchId: 'nightly-2026-01-01' };
const input = (name: string, versionId = '1'): StoredObject => {
  const key = `demo/wine/batch/input/${name}`;
  return { bucket: 'data', key, versionId, bytes: 1, lastModified: new Date(0) };
};
const names = (files: string[] | null, objects: StoredObject[], scored: string[] = [], onlyNew = false) =>
  selectFiles({ batch, files, onlyNew }, objects, new Set(scored)).map(({ name }) => name);

describe('selectFiles', () => {
  it('takes every file, in folders too, but no folder and nothing hidden', () => {
    const objects = ['', '_SUCCESS', '.hidden', 'a.csv', 'may/', 'may/b.csv', 'may/_temporary'].map((name) =>
      input(name),
    );
    expect(names(null, objects)).toEqual(['a.csv', 'may/b.csv']);
  });

  it('takes the files that were asked for', () => {
    expect(names(['b.csv'], [input('a.csv'), input('b.csv')])).toEqual(['b.csv']);
  });

  it('names a file that is not there, and the nearest that is', () => {
    expect(() => names(['a.cvs'], [input('a.csv'), input('b.csv')])).toThrow(NotFoundError);
    expect(() => names(['a.cvs'], [input('a.csv')])).toThrow(
      'no file "a.cvs" under demo/wine/batch/input/: did you mean "a.csv"?',
    );
    expect(() => names(['a.csv'], [])).toThrow('upload it first');
  });

  it('leaves out what was scored, unless it changed or everything is wanted', () => {
    const scored = [scoredKey(batch, { name: 'a.csv', versionId: '1' })];
    expect(names(null, [input('a.csv'), input('b.csv')], scored, true)).toEqual(['b.csv']);
    expect(names(null, [input('a.csv', '2')], scored, true)).toEqual(['a.csv']);
    expect(names(null, [input('a.csv')], scored, false)).toEqual(['a.csv']);
  });

  it('leaves the rest of very many files to the next batch', () => {
    const objects = Array.from({ length: MAX_FILES + 1 }, (_, index) => input(`${index}.csv`));
    expect(names(null, objects)).toHaveLength(MAX_FILES);
  });
});

describe('batchExecutionName', () => {
  it('differs between teams, projects and batches, and is never too long', () => {
    const long = 'x'.repeat(63);
    const batches = [
      batch,
      { ...batch, team: 'other' },
      { ...batch, project: 'wine2' },
      { ...batch, batchId: 'nightly-2026-01-02' },
      { team: long, project: long, batchId: long },
    ];
    const all = batches.map(batchExecutionName);
    expect(new Set(all).size).toBe(batches.length);
    for (const name of all) expect(name).toMatch(/^[A-Za-z0-9._-]{1,80}$/);
    expect(all[0]).toMatch(/^wine-[0-9a-f]{32}$/);
  });
});
