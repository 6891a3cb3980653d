import { z } from 'zod';
import type { ProjectFile } from '../../contracts/project-file.ts';
import { ModelConversionError } from '../../errors.ts';
import type { TrainedModel, TrainingSet } from '../learner.ts';
import { XgBoostBooster } from './booster.ts';
import { curvesOfRounds } from './import-curves.ts';
import { OBJECTIVES } from './objectives.ts';
import { trainedModel } from './xgboost.ts';

/** XGBoost's JSON and UBJSON both begin with it; its old binary format does not. */
const OPENING_BRACE = '{'.charCodeAt(0);

/** What a model says of itself. */
const Described = z.object({
  learner: z.object({
    objective: z.object({ name: z.string() }),
    learner_model_param: z.object({ num_class: z.coerce.number(), num_feature: z.coerce.number() }),
    gradient_booster: z.object({
      /** Absent in dart, whose trees counted otherwise while it grew. */
      model: z.object({ iteration_indptr: z.array(z.int()).min(2) }).optional(),
    }),
  }),
});

/**
 * A model that XGBoost trained elsewhere on these rows, as if it had been trained here.
 *
 * @param bytes - its file, as XGBoost 2.1 and later write it by default (UBJSON), or JSON
 * @throws ModelConversionError when it is of another format, or another problem than the rows are
 */
export function importXgBoostModel(
  bytes: Uint8Array,
  data: TrainingSet,
  { hyperparameters }: Pick<ProjectFile['training'], 'hyperparameters'>,
): TrainedModel {
  if (bytes[0] !== OPENING_BRACE) {
    throw new ModelConversionError("the model is in XGBoost's old binary format: it must be UBJSON or JSON");
  }
  const booster = loaded(bytes);
  try {
    const objective = String(hyperparameters['objective'] ?? OBJECTIVES[data.task]);
    const { learner } = Described.parse(JSON.parse(booster.toJson()));
    requireSameProblem(learner, data, objective);
    const { iteration_indptr: starts } = learner.gradient_booster.model ?? {};
    const size = starts && { rounds: starts.length - 1, trees: starts.at(-1) ?? 0 };
    const curves = size ? curvesOfRounds(booster, data, size) : [];
    return trainedModel(booster, { curves }, data, objective, { seed: 0, threads: 1 });
  } catch (error) {
    booster.free();
    throw error;
  }
}

function loaded(bytes: Uint8Array): XgBoostBooster {
  try {
    return XgBoostBooster.load(bytes, { nthread: 1, verbosity: 0 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelConversionError(`the model cannot be read: ${reason}`, { cause });
  }
}

function requireSameProblem(
  learner: z.output<typeof Described>['learner'],
  { task, classCount, features }: TrainingSet,
  objective: string,
): void {
  const { num_class, num_feature } = learner.learner_model_param;
  const found = { objective: learner.objective.name, classes: num_class, features: num_feature };
  const expected = { objective, classes: task === 'multiclass' ? classCount : 0, features: features.names.length };
  for (const what of ['objective', 'classes', 'features'] as const) {
    if (found[what] === expected[what]) continue;
    throw new ModelConversionError(`the model has ${found[what]} for its ${what}, but it must be ${expected[what]}`);
  }
}
