import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { readToFit } from '#lambdas/shared/read-to-fit.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { TrainInput, TrainOutput } from '#src/contracts/steps/train.ts';
import { profileTable } from '#src/tabular/profile.ts';
import { thisMachine } from '#src/track/this-machine.ts';
import { fitPrepared } from '#src/train/fit-project.ts';
import { trainingEnvironment } from '#src/train/training-environment.ts';
import { keepModel } from './keep-model.ts';

/** Fits the model, proves that its ONNX graph and the native library agree, and writes its manifest. */
export const train = defineStep({
  name: 'Train',
  input: TrainInput,
  output: TrainOutput,
  async run(input, dependencies) {
    const { artifacts, checkpoints } = dependencies;
    const { project, table, prepared } = await readToFit(input, artifacts);
    const baseline = project.training.algorithm !== 'linear';
    // Before training, which gives the table's memory back.
    const profile = profileTable(table, project.columns);
    const options = { baseline, permutation: true, checkpoints, ownsRows: true };
    const fitted = await fitPrepared(prepared, table, project, options);
    const trainer = { ...trainingEnvironment(project.training.algorithm), machine: thisMachine() };
    return keepModel(input, { project, profile, fitted, trainer }, dependencies);
  },
});

export const handler = lambdaHandler(train);
