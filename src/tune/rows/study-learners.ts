import type { ProjectFile } from '../../contracts/project-file.ts';
import { openLightGbmRows } from './lightgbm-rows.ts';
import { openLinearRows } from './linear-rows.ts';
import type { OpenRows } from './trial-rows.ts';
import { openXgBoostRows } from './xgboost-rows.ts';

interface StudyLearner {
  readonly open: OpenRows;
  /** The hyperparameter that says how many rounds there are, where a model can have too many. */
  readonly rounds?: string;
}

/** `training.algorithm` → what runs its trials. */
export const studyLearners: Readonly<Record<ProjectFile['training']['algorithm'], StudyLearner>> = {
  lightgbm: { open: openLightGbmRows, rounds: 'num_iterations' },
  xgboost: { open: openXgBoostRows, rounds: 'num_boost_round' },
  linear: { open: openLinearRows },
};
