import { InvalidProjectFileError } from '../errors.ts';
import { columnsOf, type Expression } from './expression/expression.ts';
import type { Formula } from './expression/formula.ts';
import { parseExpression } from './expression/parse-expression.ts';
import { type ColumnKind, resolveExpression } from './expression/resolve-expression.ts';

/** Checks the form of `features.derived`. @throws InvalidProjectFileError naming the feature and the character */
export function parseDerived(feature: string, text: string): Expression {
  return naming(feature, text, () => {
    const expression = parseExpression(text);
    if (columnsOf(expression).length > 0) return expression;
    throw new InvalidProjectFileError('it names no column');
  });
}

/**
 * What a derived feature computes.
 *
 * @param columns - those that it may name
 * @throws InvalidProjectFileError naming the feature, the character and the nearest right name
 */
export function derivedFormula(feature: string, text: string, columns: ReadonlyMap<string, ColumnKind>): Formula {
  const expression = parseDerived(feature, text);
  return naming(feature, text, () => resolveExpression(expression, columns));
}

function naming<T>(feature: string, text: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof InvalidProjectFileError)) throw cause;
    throw new InvalidProjectFileError(`features.derived.${feature}: ${cause.message} in "${text}"`, { cause });
  }
}
