import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { InvalidProjectFileError } from '#src/errors.ts';
import { compilePattern } from '#src/validate/pattern/compile-pattern.ts';

const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', String.raw`\d`, String.raw`\.`, '1', 'é', '😀');
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small' },
    atom,
    fc.constantFrom('^', '$', ''),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,3}', '*?'))
      .map(([part, times]) => `(?:${part})${times}`),
  ),
}));
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', '.', '\n', 'é', '😀'), { maxLength: 8 })
  .map((all) => all.join(''));

describe('patterns', () => {
  property.prop([pattern, text], { numRuns: 1000 })('find what JavaScript finds', (source, value) => {
    expect(compilePattern(source)(value)).toBe(new RegExp(source, 'u').test(value));
  });

  test.each([
    ['(a+)+$', 'a'],
    ['(a|a)*b', 'a'],
    [String.raw`^(\d*)*\d*\d*x`, '1'],
    ['(.*a){20}$', 'ab'],
  ])('/%s/ takes no longer on a text made to be slow', (source, part) => {
    expect(compilePattern(source)(`${part.repeat(5000)}!`)).toBe(false);
  });

  test.each([
    '(',
    '[a',
    'a**',
    String.raw`(a)\1`,
    '(?=a)',
    '(?<!a)b',
    '(?<n>a)',
    String.raw`\bword`,
    '(a{1000}){1000}',
    '(){999999999}',
  ])('/%s/ is refused', (source) => {
    expect(() => compilePattern(source)).toThrow(InvalidProjectFileError);
    expect(() => compilePattern(source)).toThrow(/cannot be used/);
  });
});
