import type { DataQuality } from '../contracts/data-quality.ts';
import type { Table } from '../tabular/table.ts';
import { missingIn } from './missing-in.ts';
import type { ValidationRule } from './parse-rule.ts';
import { repeatedRows } from './row-digests.ts';

/** How much each part counts; one that cannot be judged leaves its share to the others. */
const WEIGHTS = { completeness: 0.3, validity: 0.4, uniqueness: 0.2, timeliness: 0.1 } as const;

/** What the checks found, as far as quality goes. */
export interface CheckedRows {
  /** All rows of the version, those that were dropped included. */
  readonly table: Table;
  readonly rules: readonly ValidationRule[];
  /** Rows that broke a rule or a check. */
  readonly faultyRows: number;
  /** Rules and checks that the version as a whole broke, by their text. */
  readonly broken: ReadonlySet<string>;
}

/**
 * Scores a data version from 0 to 100: the weighted mean of
 * completeness, the share of values that are there;
 * validity, the share of rows that break nothing times the share of rules and checks about the whole version that hold;
 * uniqueness, the share of rows that are not the same as an earlier one;
 * timeliness, the share of `fresh` rules that hold, where there are any.
 */
export function dataQuality({ table, rules, faultyRows, broken }: CheckedRows): DataQuality {
  const { rowCount, columns } = table;
  const missing = columns.reduce((sum, column) => sum + missingIn(column), 0);
  const ageRules = rules.filter(({ judgesAge }) => judgesAge).map(({ text }) => text);
  const wholeRules = rules.filter(({ judges, judgesAge }) => judges === 'table' && !judgesAge).map(({ text }) => text);
  const checked = new Set([...wholeRules, ...broken].filter((rule) => !ageRules.includes(rule)));
  const parts = {
    completeness: shareWithout(missing, rowCount * columns.length),
    validity: shareWithout(faultyRows, rowCount) * shareHolding([...checked], broken),
    uniqueness: shareWithout(repeatedRows(table), rowCount),
    timeliness: ageRules.length === 0 ? null : shareHolding(ageRules, broken),
  };
  return { score: 100 * weighted(parts), ...parts };
}

/** 0 of nothing: a version without rows is no good. */
const shareWithout = (bad: number, all: number): number => (all === 0 ? 0 : 1 - bad / all);

const shareHolding = (rules: readonly string[], broken: ReadonlySet<string>): number =>
  rules.length === 0 ? 1 : rules.filter((rule) => !broken.has(rule)).length / rules.length;

function weighted(parts: Omit<DataQuality, 'score'>): number {
  const judged = [
    [WEIGHTS.completeness, parts.completeness],
    [WEIGHTS.validity, parts.validity],
    [WEIGHTS.uniqueness, parts.uniqueness],
    [WEIGHTS.timeliness, parts.timeliness],
  ] as const;
  let [sum, weights] = [0, 0];
  for (const [weight, part] of judged) {
    if (part === null) continue;
    sum += weight * part;
    weights += weight;
  }
  return Math.min(1, sum / weights);
}
