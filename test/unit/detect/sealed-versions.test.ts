import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { sealedVersions } from '#src/detect/sealed-versions.ts';

const object = (name: string, bytes = 10) => ({ key: `demo/wine/raw/${name}`, versionId: `id-${name}`, bytes });

describe('sealedVersions', () => {
  test('single files and sealed folders, oldest first', () => {
    const found = sealedVersions([
      object('v10.parquet'),
      object('v2/b.csv'),
      object('v2/_SUCCESS', 0),
      object('v2/a.csv'),
      object('v9.csv'),
    ]);
    expect(found).toEqual([
      { version: 'v2', sealing: object('v2/_SUCCESS', 0), files: [object('v2/a.csv'), object('v2/b.csv')] },
      { version: 'v9', sealing: object('v9.csv'), files: [object('v9.csv')] },
      { version: 'v10', sealing: object('v10.parquet'), files: [object('v10.parquet')] },
    ]);
  });

  test('a folder without its seal is not complete', () => {
    expect(sealedVersions([object('v3/a.csv'), object('v3/part/_SUCCESS', 0)])).toEqual([]);
  });

  test('a sealed folder without data files is a version without files', () => {
    expect(sealedVersions([object('v3/', 0), object('v3/_SUCCESS', 0), object('v3/.hidden.csv')])).toEqual([
      { version: 'v3', sealing: object('v3/_SUCCESS', 0), files: [] },
    ]);
  });

  test('an empty data file counts: it has to be refused, not overlooked', () => {
    const [version] = sealedVersions([object('v3/a.csv', 0), object('v3/_SUCCESS', 0)]);
    expect(version?.files).toEqual([object('v3/a.csv', 0)]);
  });

  test('a sealed folder comes before a single file of the same version, an unsealed one does not', () => {
    const single = object('v4.csv');
    const folder = [object('v4/a.csv'), object('v4/_SUCCESS', 0)];
    expect(sealedVersions([single, ...folder])).toEqual([
      { version: 'v4', sealing: object('v4/_SUCCESS', 0), files: [object('v4/a.csv')] },
    ]);
    expect(sealedVersions([single, object('v4/a.csv')])).toEqual([{ version: 'v4', sealing: single, files: [single] }]);
  });

  const name = fc.constantFrom(
    'v1.csv',
    'v2.csv',
    'v2/a.csv',
    'v2/_SUCCESS',
    'v3/b.csv',
    'v10/_SUCCESS',
    'x.csv',
    'v9/',
  );
  property.prop([fc.uniqueArray(name), fc.integer()])('the order of the listing does not matter', (names, turn) => {
    const objects = names.map((each) => object(each));
    const at = objects.length ? Math.abs(turn) % objects.length : 0;
    expect(sealedVersions([...objects.slice(at), ...objects.slice(0, at)])).toEqual(sealedVersions(objects));
  });
});
