import { describe, expect, it } from 'vitest';
import { DataQuality } from '#src/contracts/data-quality.ts';
import { parseValidationRule } from '#src/validate/parse-rule.ts';
import { dataQuality } from '#src/validate/quality.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const rules = ['x >= 0', 'mean(x) <= 3', 'rows >= 2', 'fresh(when, 1 day)'].map(parseValidationRule);
const perfect = tableOf(numbers('x', [1, 2, 3, 4]), texts('c', ['a', 'a', 'b', 'b']));
const none = { rules: [], faultyRows: 0, broken: new Set<string>() };

describe('data quality', () => {
  it('is 100 when nothing is missing, wrong, repeated or old', () => {
    const all = { score: 100, completeness: 1, validity: 1, uniqueness: 1 };
    expect(dataQuality({ ...none, table: perfect })).toEqual({ ...all, timeliness: null });
    expect(dataQuality({ ...none, table: perfect, rules })).toEqual({ ...all, timeliness: 1 });
  });

  it('loses by each part its weight', () => {
    const table = tableOf(numbers('x', [1, 1, 1, null]), texts('c', ['a', 'a', null, 'b']));
    expect(dataQuality({ ...none, table })).toMatchObject({ completeness: 0.75, uniqueness: 0.75 });
    const halfWrong = dataQuality({ table: perfect, rules, faultyRows: 2, broken: new Set(['mean(x) <= 3']) });
    expect(halfWrong).toMatchObject({ validity: 0.25, timeliness: 1, score: expect.closeTo(70) });
    const old = dataQuality({ table: perfect, rules, faultyRows: 0, broken: new Set(['fresh(when, 1 day)']) });
    expect(old).toMatchObject({ validity: 1, timeliness: 0, score: expect.closeTo(90) });
  });

  it('counts a check that no rule asks for among the rules', () => {
    const quality = dataQuality({ table: perfect, rules, faultyRows: 0, broken: new Set(['column_present']) });
    expect(quality.validity).toBeCloseTo(2 / 3);
  });

  it('of no rows is a number, too', () => {
    expect(DataQuality.parse(dataQuality({ ...none, table: tableOf(numbers('x', [])) })).score).toBe(0);
  });
});
