import { InvalidProjectFileError } from '../../errors.ts';
import { columnsOf } from './expression.ts';
import { parseExpression } from './parse-expression.ts';

/** The columns a derived feature is computed from. @throws InvalidProjectFileError naming the feature */
export function columnsOfDerived(feature: string, expression: string): string[] {
  try {
    return columnsOf(parseExpression(expression));
  } catch (cause) {
    if (!(cause instanceof InvalidProjectFileError)) throw cause;
    const message = `features.derived.${feature}: ${cause.message} in "${expression}"`;
    throw new InvalidProjectFileError(message, { cause });
  }
}
