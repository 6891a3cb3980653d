import { InvalidProjectFileError } from '../errors.ts';
import { ruleKinds } from './rules/index.ts';
import type { Requirement } from './rules/rule.ts';

/** A rule of a project file, understood. */
export interface ValidationRule extends Requirement {
  /** As the project file has it. */
  readonly text: string;
}

/**
 * Reads a rule such as `alcohol between 8 and 20`. A column whose name would be misread goes into double quotes.
 *
 * @throws InvalidProjectFileError naming the rule and the forms there are
 */
export function parseValidationRule(text: string): ValidationRule {
  const trimmed = text.trim();
  for (const kind of Object.values(ruleKinds)) {
    const requirement = kind.parse(trimmed);
    if (requirement) return { text: trimmed, ...requirement };
  }
  const forms = Object.values(ruleKinds).map(({ form }) => form);
  throw new InvalidProjectFileError(
    `validation.rules: cannot understand "${trimmed}"; a rule is one of: ${forms.join('; ')}`,
  );
}
