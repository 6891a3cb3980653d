import { describe, expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';

const withFeatures = (features: string) =>
  parseProjectFile(`project: wine\ntarget: target\ntask: multiclass\nfeatures: ${features}\n`).features;

describe('features of a project file', () => {
  it('leave everything as it is by default', () => {
    expect(withFeatures('{}')).toEqual({
      encode: 'ordinal',
      impute: 'none',
      imputeText: 'none',
      scale: 'none',
      columns: {},
      derived: {},
    });
  });

  it('take one length or several', () => {
    expect(withFeatures('{ columns: { note: { length: words } } }').columns['note']?.length).toEqual(['words']);
    expect(withFeatures('{ columns: { note: { length: [words] } } }').columns['note']?.length).toEqual(['words']);
  });

  it.each([
    ['{ impute: mena }', 'features.impute: write none, mean, median, zero, most_frequent or { constant: NUMBER }'],
    [
      '{ scale: max }',
      'features.scale: expected none, standard, minmax or robust, not the text "max": did you mean "minmax"?',
    ],
    ['{ colums: {} }', 'unknown key "features.colums": did you mean "columns"?'],
    ['{ columns: { a: { trasform: log } } }', 'unknown key "features.columns.a.trasform": did you mean "transform"?'],
    ['{ columns: { a: { transform: ln } } }', 'features.columns.a.transform: expected none, log, log1p, '],
    ['{ columns: { a: { parts: [mnth] } } }', 'features.columns.a.parts.0: expected year, month, '],
    ['{ columns: { a: { bucket: {} } } }', 'features.columns.a.bucket: give either quantiles or edges'],
    [
      '{ columns: { a: { bucket: { quantiles: 1 } } } }',
      'features.columns.a.bucket.quantiles: expected at least 2, not 1',
    ],
    ['{ columns: { a: { bucket: { edges: [1, 1] } } } }', 'features.columns.a.bucket: edges must ascend'],
    [
      '{ columns: { a: { bucket: { edge: [1] } } } }',
      'unknown key "features.columns.a.bucket.edge": did you mean "edges"?',
    ],
    [
      '{ columns: { a: { transform: log, bucket: { quantiles: 4 } } } }',
      'features.columns.a: give either transform or bucket',
    ],
  ])('refuse %s', (features, message) => {
    expect(() => withFeatures(features)).toThrow(message);
  });
});
