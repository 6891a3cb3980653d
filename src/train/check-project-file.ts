import type { ProjectFile } from '../contracts/project-file.ts';
import { requireKnownMetrics } from '../evaluate/gate/known-metrics.ts';
import { parseDerived } from '../featurize/derived-formula.ts';
import { checkTuning } from '../tune/check-tuning.ts';
import { parseValidationRule } from '../validate/parse-rule.ts';
import { checkTraining } from './check-training.ts';
import { checkContainer } from './sagemaker/check-container.ts';

/**
 * Finds what a project file's schema cannot: rules, expressions, hyperparameters and metrics that no run could use.
 * Better said when the file is applied than when data comes.
 *
 * @throws InvalidProjectFileError
 */
export function checkProjectFile({ validation, features, training, gate, task, target }: ProjectFile): void {
  for (const rule of validation.rules) parseValidationRule(rule);
  for (const [name, expression] of Object.entries(features.derived)) parseDerived(name, expression);
  checkTraining(training, task, target);
  checkTuning({ training, task });
  checkContainer({ training, features });
  requireKnownMetrics(gate, task);
}
