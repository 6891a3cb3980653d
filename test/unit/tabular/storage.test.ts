import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Storage, storageOfSqlType, widen } from '#src/tabular/storage.ts';

const storage = fc.constantFrom<Storage>('integer', 'float', 'boolean', 'timestamp', 'string');

describe('widen', () => {
  test.each<[Storage, Storage, Storage]>([
    ['integer', 'float', 'float'],
    ['boolean', 'integer', 'integer'],
    ['boolean', 'float', 'float'],
    ['timestamp', 'integer', 'string'],
    ['string', 'float', 'string'],
    ['timestamp', 'timestamp', 'timestamp'],
  ])('%s and %s give %s', (a, b, wider) => {
    expect(widen(a, b)).toBe(wider);
  });

  property.prop([storage, storage, storage])('neither order nor grouping matters', (a, b, c) => {
    expect(widen(a, b)).toBe(widen(b, a));
    expect(widen(widen(a, b), c)).toBe(widen(a, widen(b, c)));
    expect(widen(a, a)).toBe(a);
  });
});

test.each([
  ['UTINYINT', 'integer'],
  ['BIGINT', 'integer'],
  ['HUGEINT', 'float'],
  ['DECIMAL(10,2)', 'float'],
  ['DATE', 'timestamp'],
  ['TIMESTAMP WITH TIME ZONE', 'timestamp'],
  ['TIME', 'string'],
  ["ENUM('a', 'b')", 'string'],
  ['INTEGER[]', 'string'],
  ['STRUCT(d DATE)', 'string'],
])('%s is seen as %s', (type, expected) => {
  expect(storageOfSqlType(type)).toBe(expected);
});
