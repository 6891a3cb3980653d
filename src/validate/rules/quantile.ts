import { quantile as quantileOf } from '../../tabular/profile.ts';
import { BOUND, boundIn } from './bound.ts';
import { columnIn, NUMBER, type RuleKind } from './rule.ts';
import { checkFigure } from './statistic.ts';

const PATTERN = new RegExp(String.raw`^quantile\s*\((.+),\s*${NUMBER}\s*\)\s*${BOUND}$`, 'i');

/** The value below which a share of the finite values lies, linearly interpolated. */
export const quantile: RuleKind = {
  judges: 'table',
  form: 'quantile(X, S) <= A',
  parse(text) {
    const [, name = '', number, bounds = ''] = PATTERN.exec(text) ?? [];
    const [share, bound] = [Number(number), boundIn(bounds)];
    if (!bound || !(share >= 0 && share <= 1)) return undefined;
    return {
      column: columnIn(name),
      check: (column) => checkFigure(column, (sorted) => quantileOf(sorted, share), bound, `${share} quantile`),
    };
  },
};
