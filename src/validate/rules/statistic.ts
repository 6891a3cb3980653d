import type { Column } from '../../tabular/table.ts';
import { BOUND, boundIn } from './bound.ts';
import { columnIn, type RuleFinding, type RuleKind } from './rule.ts';

interface Statistic {
  /** As it is called in a rule. */
  readonly name: string;
  /** Of a column that has finite numbers, which come sorted. */
  readonly of: (sorted: Float64Array) => number;
}

/** A rule that holds a figure of a number column within bounds: `mean(X) between A and B`, `mean(X) <= A`. */
export function statisticRule({ name, of }: Statistic): RuleKind {
  const pattern = new RegExp(String.raw`^${name}\s*\((.+)\)\s*${BOUND}$`, 'i');
  return {
    judges: 'table',
    form: `${name}(X) between A and B, or ${name}(X) <= A`,
    parse(text) {
      const [, column = '', bounds = ''] = pattern.exec(text) ?? [];
      const bound = boundIn(bounds);
      return bound && { column: columnIn(column), check: (data) => checkFigure(data, of, bound, name) };
    },
  };
}

/** Judges one figure of a column; text is refused, and where there is no finite number nothing can be wrong. */
export function* checkFigure(
  column: Column,
  of: (sorted: Float64Array) => number,
  bound: { readonly text: string; readonly isMet: (value: number) => boolean },
  name: string,
): Iterable<RuleFinding> {
  if (column.storage === 'string' || column.storage === 'timestamp') {
    yield { message: `the column does not hold numbers, so it has no ${name}` };
    return;
  }
  const sorted = column.values.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length === 0) return;
  const value = of(sorted);
  if (!bound.isMet(value)) yield { message: `the ${name} is ${Number(value.toPrecision(6))}, not ${bound.text}` };
}
