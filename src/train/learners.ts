import type { ProjectFile } from '../contracts/project-file.ts';
import type { Learner } from './learner.ts';
import { lightgbm } from './lightgbm/lightgbm.ts';
import { linear } from './linear/linear.ts';
import { xgboost } from './xgboost/xgboost.ts';

/** `training.algorithm` of the project file → what trains. */
export const learners: Readonly<Record<ProjectFile['training']['algorithm'], Learner>> = { lightgbm, xgboost, linear };
