import type { RuleConsequence, RuleSetting } from '../contracts/settings/validation.ts';
import { InvalidProjectFileError } from '../errors.ts';
import { ruleKinds } from './rules/index.ts';
import type { Requirement } from './rules/rule.ts';

/** Longer than any rule a person reads; the patterns below need not be fast beyond it. */
const MAX_LENGTH = 2000;

/** A rule of a project file, understood. */
export interface ValidationRule extends Requirement {
  /** As the project file has it. */
  readonly text: string;
  readonly otherwise: RuleConsequence;
  readonly judges: 'row' | 'table';
}

/**
 * Reads a rule such as `alcohol between 8 and 20`. A column whose name would be misread goes into double quotes.
 *
 * @param setting - the text alone, which quarantines, or with what happens to data that break it
 * @throws InvalidProjectFileError naming the rule and the forms there are, or that it judges no rows and so drops none
 */
export function parseValidationRule(setting: RuleSetting): ValidationRule {
  const { rule, otherwise } =
    typeof setting === 'string' ? { rule: setting, otherwise: 'quarantine' as const } : setting;
  const text = rule.trim();
  if (text.length > MAX_LENGTH) {
    throw new InvalidProjectFileError(`validation.rules: a rule of ${text.length} characters; at most ${MAX_LENGTH}`);
  }
  for (const kind of Object.values(ruleKinds)) {
    const requirement = kind.parse(text);
    if (!requirement) continue;
    if (otherwise === 'drop' && kind.judges === 'table') {
      throw new InvalidProjectFileError(
        `validation.rules: "${text}" is about the whole version and names no row to drop; use quarantine or warn`,
      );
    }
    return { text, otherwise, judges: kind.judges, ...requirement };
  }
  const forms = Object.values(ruleKinds).map(({ form }) => form);
  throw new InvalidProjectFileError(
    `validation.rules: cannot understand "${text}"; a rule is one of: ${forms.join('; ')}`,
  );
}
