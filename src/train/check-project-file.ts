import type { ProjectFile } from '../contracts/project-file.ts';
import { requireKnownMetrics } from '../evaluate/gate.ts';
import { columnsOfDerived } from '../featurize/expression/columns-of-derived.ts';
import { parseValidationRule } from '../validate/parse-rule.ts';
import { learners } from './learners.ts';

/**
 * Finds what a project file's schema cannot: rules, expressions, hyperparameters and metrics that no run could use.
 * Better said when the file is applied than when data comes.
 *
 * @throws InvalidProjectFileError
 */
export function checkProjectFile({ validation, features, training, gate, task }: ProjectFile): void {
  for (const rule of validation.rules) parseValidationRule(rule);
  for (const [name, expression] of Object.entries(features.derived)) columnsOfDerived(name, expression);
  learners[training.algorithm].configure(training.hyperparameters);
  requireKnownMetrics(gate, task);
}
