import { fc } from '@fast-check/vitest';

/** Nothing tiny: the runtime takes doubles below 2e-308, which products of such numbers would be, for 0. */
const constant = fc
  .oneof(
    fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => (value < 1e-6 ? 0 : value)),
    fc.constantFrom(0, 1, 2, 0.5, 1e38),
  )
  .map(String);

const leaf = fc.oneof(
  fc.constantFrom('m', 'n', '`n`'),
  fc.constantFrom('missing(m)', 'missing(s)', 'missing(u)', 's == "a"', "t != 'b'").map((inner) => `(${inner})`),
  fc.constantFrom('length(s)', 'words(t)'),
  fc.constantFrom('year(u)', 'month(u)', 'day(v)', 'weekday(u)', 'hour(v)', 'minute(u)', 'days(u)'),
  fc.constantFrom('elapsed(u, v)', 'elapsed("2020-02-29", u)'),
  constant,
);

/** Whatever can be computed exactly: both ways must agree to the last bit, or a comparison might go either way. */
const { exact } = fc.letrec<{ exact: string }>((tie) => ({
  exact: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .tuple(tie('exact'), fc.constantFrom('+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!='), tie('exact'))
      .map((parts) => `(${parts.join(' ')})`),
    tie('exact').map((inner) => `-${inner}`),
    fc.tuple(fc.constantFrom('abs', 'floor', 'sqrt', 'not'), tie('exact')).map(([name, inner]) => `${name}(${inner})`),
    fc
      .tuple(
        fc.constantFrom('min', 'max', 'and', 'or', 'coalesce'),
        fc.array(tie('exact'), { minLength: 2, maxLength: 3 }),
      )
      .map(([name, inner]) => `${name}(${inner.join(', ')})`),
    fc
      .tuple(fc.constantFrom('if', 'clip'), tie('exact'), tie('exact'), tie('exact'))
      .map(([name, ...inner]) => `${name}(${inner.join(', ')})`),
    tie('exact').map((inner) => `bucket(${inner}, -1, 0, 2.5, 1e10)`),
  ),
}));

/** An expression that names a column, with functions such as exp outermost only. */
export const anyExpression = fc
  .tuple(
    exact,
    fc.constantFrom(
      '%',
      'exp(%)',
      'log(%)',
      'log1p(%)',
      'pow(%, 2.5)',
      'yeojohnson(%, 0)',
      'yeojohnson(%, -0.7)',
      'boxcox(%, 0.3)',
      'yeojohnson(%, 2)',
    ),
  )
  .map(([inner, outer]) => outer.replace('%', `(${inner} + 0 * m)`));
