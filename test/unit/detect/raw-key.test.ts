import { describe, expect, test } from 'vitest';
import { parseRawKey, rawPrefix } from '#src/detect/raw-key.ts';

describe('parseRawKey', () => {
  test.each([
    ['demo/wine/raw/v1.csv', { version: 'v1', file: 'v1.csv', sealing: true, data: true }],
    ['demo/wine/raw/v10.parquet', { version: 'v10', file: 'v10.parquet', sealing: true, data: true }],
    ['demo/wine/raw/v2.csv.gz', { version: 'v2', file: 'v2.csv.gz', sealing: true, data: true }],
    ['demo/wine/raw/v2.csv.zst', { version: 'v2', file: 'v2.csv.zst', sealing: true, data: true }],
    ['demo/wine/raw/v3/part-0.csv', { version: 'v3', file: 'part-0.csv', sealing: false, data: true }],
    ['demo/wine/raw/v3/day=1/part-0.csv', { version: 'v3', file: 'day=1/part-0.csv', sealing: false, data: true }],
    ['demo/wine/raw/v3/v3.csv', { version: 'v3', file: 'v3.csv', sealing: false, data: true }],
    ['demo/wine/raw/v3/_SUCCESS', { version: 'v3', file: '_SUCCESS', sealing: true, data: false }],
    ['demo/wine/raw/v3/part/_SUCCESS', { version: 'v3', file: 'part/_SUCCESS', sealing: false, data: false }],
    ['demo/wine/raw/v3/_committed_1', { version: 'v3', file: '_committed_1', sealing: false, data: false }],
    ['demo/wine/raw/v3/.part-0.csv.crc', { version: 'v3', file: '.part-0.csv.crc', sealing: false, data: false }],
    ['demo/wine/raw/v3/_temporary/0.csv', { version: 'v3', file: '_temporary/0.csv', sealing: false, data: false }],
    ['demo/wine/raw/v3/', { version: 'v3', file: '', sealing: false, data: false }],
  ])('%s', (key, expected) => {
    expect(parseRawKey(key)).toEqual({ team: 'demo', project: 'wine', ...expected });
  });

  test.each([
    '',
    'demo/wine/raw',
    'demo/wine/raw/',
    'demo/wine/raw/v1',
    'demo/wine/raw/v1.txt',
    'demo/wine/raw/v01.csv',
    'demo/wine/raw/V1.csv',
    'demo/wine/raw/latest/data.csv',
    'demo/wine/raw/v1234567890/data.csv',
    'demo/wine/merged/run/data.parquet',
    'demo/wine/quarantine/v1/v1.csv',
    'wine/raw/v1.csv',
    '/demo/wine/raw/v1.csv',
    'de mo/wine/raw/v1.csv',
    '../wine/raw/v1.csv',
    `${'x'.repeat(64)}/wine/raw/v1.csv`,
  ])('%j belongs to no data version', (key) => {
    expect(parseRawKey(key)).toBeUndefined();
  });

  test('every raw key lies below its prefix', () => {
    expect(`${rawPrefix('demo', 'wine')}v1.csv`).toBe('demo/wine/raw/v1.csv');
  });
});
