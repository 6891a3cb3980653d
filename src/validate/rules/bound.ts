import { NUMBER } from './rule.ts';

/** What a figure must keep to. */
export interface Bound {
  /** As people read it, e.g. `<= 3`. */
  readonly text: string;
  readonly isMet: (value: number) => boolean;
}

/** Written `between A and B`, `<= A`, `>= A`, `< A` or `> A`; for use in a pattern, in one group. */
export const BOUND = String.raw`(between\s+.+|[<>]=?\s*.+)`;

const RANGE = new RegExp(String.raw`^between\s+${NUMBER}\s+and\s+${NUMBER}$`, 'i');
const SIDE = new RegExp(String.raw`^(>=|<=|>|<)\s*${NUMBER}$`, 'i');

/** What an operator asks of two numbers. */
export const SIDES: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '>=': (value, bound) => value >= bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '<': (value, bound) => value < bound,
};

/** undefined when the text is no bound; both ends of a range belong to it. */
export function boundIn(text: string): Bound | undefined {
  const [range, from, to] = RANGE.exec(text) ?? [];
  if (range) {
    const [low, high] = [Number(from), Number(to)];
    return { text: `between ${low} and ${high}`, isMet: (value) => value >= low && value <= high };
  }
  const [, operator = '', number] = SIDE.exec(text) ?? [];
  const compare = SIDES[operator];
  if (!compare) return undefined;
  const bound = Number(number);
  return { text: `${operator} ${bound}`, isMet: (value) => compare(value, bound) };
}
