import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '#src/errors.ts';
import { MAX_BODY_BYTES, parsePredictRequest, rowLimit } from '#src/serve/parse-predict-request.ts';
import { columns } from '#test/support/model-manifests.ts';

const rawColumns = [
  ...columns('float', 'alcohol'),
  ...columns('string', 'region'),
  ...columns('integer', 'year'),
  ...columns('boolean', 'organic'),
];
const mixed = { features: { rawColumns, steps: [] }, classes: ['a', 'b'] };
const wineColumns = columns('float', ...Array.from({ length: 13 }, (_, index) => `c${index}`));
const wine = { features: { rawColumns: wineColumns, steps: [] }, classes: [0, 1, 2] };

type Manifest = Parameters<typeof parsePredictRequest>[1];

const parse = (request: unknown, manifest: Manifest = mixed) => parsePredictRequest(JSON.stringify(request), manifest);
const parseText = (body: string) => () => parsePredictRequest(body, mixed);
const refusal = (request: unknown, manifest: Manifest = mixed) => {
  try {
    parse(request, manifest);
  } catch (error) {
    if (error instanceof InvalidRequestError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'accepted';
};

const expected = {
  rowCount: 2,
  numbers: Float32Array.of(13.5, 2019, 1, Number.NaN, 2020, 0),
  strings: ['Alba', ''],
};

describe('parsePredictRequest, accepting', () => {
  it.each([
    [
      'features',
      {
        features: [
          [13.5, 'Alba', 2019, true],
          [null, null, 2020, 0],
        ],
      },
    ],
    [
      'instances in any order',
      {
        instances: [
          { organic: true, year: 2019, region: 'Alba', alcohol: 13.5 },
          { alcohol: null, region: null, year: 2020, organic: false },
        ],
      },
    ],
    [
      'dataframe_records',
      {
        dataframe_records: [
          { alcohol: 13.5, region: 'Alba', year: 2019, organic: 1 },
          { alcohol: null, region: '', year: 2020, organic: 0 },
        ],
      },
    ],
    [
      'dataframe_split in any order, with the index of pandas',
      {
        dataframe_split: {
          index: [0, 1],
          columns: ['region', 'year', 'organic', 'alcohol'],
          data: [
            ['Alba', 2019, true, 13.5],
            [null, 2020, false, null],
          ],
        },
      },
    ],
  ])('%s', (_, request) => {
    expect(parse(request)).toEqual(expected);
  });

  it('takes the last of a name that comes twice', () => {
    const body = '{"instances":[{"alcohol":1,"region":"x","year":1,"organic":true,"alcohol":2}]}';
    expect(parsePredictRequest(body, mixed).numbers[0]).toBe(2);
    const columnsTwice = ['alcohol', 'region', 'year', 'organic', 'alcohol'];
    const split = parse({ dataframe_split: { columns: columnsTwice, data: [[1, 'x', 1, true, 2]] } });
    expect(split.numbers[0]).toBe(2);
  });

  it('takes as many rows as the limit', () => {
    const features = Array.from({ length: rowLimit(mixed) }, () => [1, 'x', 2, true]);
    expect(parse({ features }).rowCount).toBe(10_000);
  });

  it('has columns of any name', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const manifest = { features: { rawColumns: columns('float', ...names), steps: [] }, classes: [] };
    const body = '{"instances":[{"__proto__":1,"constructor":2,"toString":3}]}';
    expect(parsePredictRequest(body, manifest).numbers).toEqual(Float32Array.of(1, 2, 3));
  });
});

describe('parsePredictRequest, refusing', () => {
  it.each([
    [
      'a short row',
      { features: [Array(13).fill(1), Array(13).fill(1), Array(12).fill(1)] },
      wine,
      'row 3: expected 13 numbers, got 12',
    ],
    ['an empty row', { features: [[]] }, wine, 'row 1: expected 13 numbers, got 0'],
    ['a row that is no list', { features: [1, 2, 3] }, wine, 'row 1: expected a list of 13 numbers, got 1'],
    [
      'a text for a number',
      { features: [['13.5', 'x', 1, true]] },
      mixed,
      'row 1: alcohol: expected a number, got the text "13.5"',
    ],
    ['a boolean for a number', { features: [[1, 'x', true, true]] }, mixed, 'row 1: year: expected a number, got true'],
    ['a number for a text', { features: [[1, 7, 1, true]] }, mixed, 'row 1: region: expected a text, got 7'],
    ['a number for a boolean', { features: [[1, 'x', 1, 2]] }, mixed, 'row 1: organic: expected true or false, got 2'],
    [
      'a nested value',
      { features: [[[1], 'x', 1, true]] },
      mixed,
      'row 1: alcohol: expected a number, got a list of 1',
    ],
    [
      'a number beyond float32',
      { features: [[1e39, 'x', 1, true]] },
      mixed,
      'row 1: alcohol: expected a number within ±3.4e38, got 1e+39',
    ],
    ['no rows', { features: [] }, mixed, 'there is no row: send at least one'],
    [
      'an unknown column',
      { instances: [{ alcohol: 1, regin: 'x', region: 'x', year: 1, organic: true }] },
      mixed,
      'row 1: unknown column "regin": did you mean "region"?',
    ],
    [
      'a missing column',
      { instances: [{ alcohol: 1, region: 'x', organic: true }] },
      mixed,
      'row 1: missing column "year"',
    ],
    [
      'a misspelt column',
      { dataframe_split: { columns: ['alcohl', 'region', 'year', 'organic'], data: [] } },
      mixed,
      'there is no row: send at least one',
    ],
    [
      'a misspelt column of a split',
      { dataframe_split: { columns: ['alcohl', 'region', 'year', 'organic'], data: [[1, 'x', 1, true]] } },
      mixed,
      'dataframe_split: unknown column "alcohl": did you mean "alcohol"?; missing column "alcohol"',
    ],
    [
      'an instance that is a list',
      { instances: [[1, 'x', 1, true]] },
      mixed,
      'row 1: expected an object of columns, got a list of 4',
    ],
  ])('%s', (_, request, manifest, message) => {
    expect(refusal(request, manifest)).toBe(`INVALID_FEATURES: ${message}`);
  });

  it.each([
    [
      'an unknown key',
      { feature: [[1]] },
      'unknown key "feature": did you mean "features"? (known: features, instances, dataframe_records, dataframe_split)',
    ],
    [
      'two forms at once',
      { features: [[1]], instances: [{}] },
      'send exactly one of features, instances, dataframe_records, dataframe_split',
    ],
    ['no form', {}, 'send exactly one of features, instances, dataframe_records, dataframe_split'],
    ['a list', [[1]], 'the body must be an object such as {"features":[[…]]}, it is a list of 1'],
    ['rows that are no list', { features: 'x' }, 'features must be a list of rows, it is the text "x"'],
    [
      'a split without data',
      { dataframe_split: { columns: [] } },
      'dataframe_split must be {"columns":[…],"data":[[…]]}: data: Invalid input: expected array, received undefined',
    ],
  ])('%s', (_, request, message) => {
    expect(refusal(request)).toBe(`INVALID_REQUEST: ${message}`);
  });

  it('names the first of many problems only', () => {
    const request = { instances: [Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${index}`, 1]))] };
    expect(refusal(request)).toMatch(/^INVALID_FEATURES: row 1: unknown column "x0".*; and 101 more$/);
  });

  it('a number that JSON can write and no computer hold', () => {
    expect(parseText('{"features":[[1e999,"x",1,true]]}')).toThrow(
      'row 1: alcohol: expected a number within ±3.4e38, got Infinity',
    );
  });

  it('a prototype in disguise', () => {
    const body = '{"instances":[{"__proto__":{"alcohol":1},"region":"x","year":1,"organic":true}]}';
    expect(parseText(body)).toThrow('row 1: unknown column "__proto__"');
    expect(parseText('{"__proto__":{"features":[[1]]}}')).toThrow('unknown key "__proto__"');
  });

  it.each([
    ['nothing', ''],
    ['half an object', '{"features":[[1,'],
    ['NaN', '{"features":[[NaN]]}'],
    ['something deep', '['.repeat(17)],
    ['something deep behind a text', `{"features":"\\"]]","x":${'['.repeat(16)}`],
  ])('what is not JSON: %s', (_, body) => {
    expect(parseText(body)).toThrow(expect.objectContaining({ code: 'INVALID_JSON' }));
  });

  it('brackets inside of texts are no depth', () => {
    expect(refusal({ features: [[1, `${'['.repeat(100)}\\"${'{'.repeat(100)}`, 1, true]] })).toBe('accepted');
  });

  it('too many rows, fewer when the model has many classes', () => {
    const features = Array.from({ length: 10_001 }, () => [1, 'x', 2, true]);
    expect(refusal({ features })).toMatch(/^BATCH_TOO_LARGE: 10001 rows, the limit is 10000: send the rows in parts/);
    expect(rowLimit({ classes: Array.from({ length: 100 }, (_, index) => index) })).toBe(2000);
  });

  it("a body above Lambda's limit, before it is parsed", () => {
    expect(parseText('['.repeat(MAX_BODY_BYTES + 1))).toThrow(expect.objectContaining({ code: 'BATCH_TOO_LARGE' }));
  });
});

const outcome = (body: string): unknown => {
  try {
    return parsePredictRequest(body, mixed).rowCount;
  } catch (error) {
    return error;
  }
};

describe('parsePredictRequest, whatever comes', () => {
  test.prop([fc.string()])('any text gives rows or an InvalidRequestError', (body) => {
    expect(outcome(body)).toBeInstanceOf(InvalidRequestError);
  });

  test.prop([fc.json()])('any JSON gives rows or an InvalidRequestError', (body) => {
    expect(outcome(body)).toBeInstanceOf(InvalidRequestError);
  });

  const cell = fc.oneof(fc.double(), fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null), fc.jsonValue());
  const name = fc.oneof(fc.constantFrom(...rawColumns.map((column) => column.name), '__proto__'), fc.string());
  const rows = fc.array(fc.oneof(fc.array(cell, { maxLength: 6 }), fc.dictionary(name, cell), cell), { maxLength: 4 });
  const request = fc.oneof(
    fc.record({ features: rows }),
    fc.record({ instances: rows }),
    fc.record({ dataframe_records: rows }),
    fc.record({ dataframe_split: fc.record({ columns: fc.array(name, { maxLength: 5 }), data: rows }) }),
  );

  test.prop([request])('anything shaped like a request gives rows or an InvalidRequestError', (body) => {
    const result = outcome(JSON.stringify(body));
    if (!(result instanceof InvalidRequestError)) expect(result).toBeGreaterThan(0);
  });

  const good = fc.record({
    alcohol: fc.option(fc.float({ noNaN: true, noDefaultInfinity: true })),
    region: fc.option(fc.string({ unit: 'binary' })),
    year: fc.option(fc.integer()),
    organic: fc.option(fc.boolean()),
  });

  test.prop([fc.array(good, { minLength: 1, maxLength: 5 })])('every form gives the same rows', (records) => {
    const names = rawColumns.map((column) => column.name);
    const lists = records.map((record) => names.map((key) => Reflect.get(record, key)));
    const asInstances = parse({ instances: records });
    expect(parse({ features: lists })).toEqual(asInstances);
    const backwards = lists.map((values) => values.toReversed());
    expect(parse({ dataframe_split: { columns: names.toReversed(), data: backwards } })).toEqual(asInstances);
  });
});

describe('parsePredictRequest, of times', () => {
  const dated = { features: { rawColumns: columns('timestamp', 'signup'), steps: [] }, classes: [] };

  it('takes ISO 8601 texts, milliseconds and null, as whole days and seconds', () => {
    const { numbers } = parse({ features: [['1970-01-02T00:00:05Z'], ['1970-01-03'], [-1], [null]] }, dated);
    expect(Array.from(numbers)).toEqual([1, 5, 2, 0, -1, 86_399, Number.NaN, Number.NaN]);
  });

  it.each([
    ['31.05.2024', 'the text "31.05.2024"'],
    ['2024-02-30', 'the text "2024-02-30"'],
    ['', 'the text ""'],
    [true, 'true'],
    [9e15, '9000000000000000'],
  ])('refuses %j and names the field', (signup, got) => {
    expect(refusal({ instances: [{ signup: null }, { signup }] }, dated)).toBe(
      'INVALID_FEATURES: row 2: signup: expected a date such as "2024-05-31" or "2024-05-31T18:30:00Z", ' +
        `or milliseconds since 1970, got ${got}`,
    );
  });
});
