import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { TrainInput, TrainOutput } from '#src/contracts/steps/train.ts';
import { thisMachine } from '#src/track/this-machine.ts';
import { fitPrepared } from '#src/train/fit-project.ts';
import { trainingEnvironment } from '#src/train/training-environment.ts';
import { keepModel } from './keep-model.ts';
import { readToFit } from './read-to-fit.ts';

/** Fits the model, proves that its ONNX graph and the native library agree, and writes its manifest. */
export const train = defineStep({
  name: 'Train',
  input: TrainInput,
  output: TrainOutput,
  async run(input, dependencies) {
    const { artifacts, checkpoints } = dependencies;
    const { project, table, prepared } = await readToFit(input, artifacts);
    const fitted = await fitPrepared(prepared, table, project, { permutation: true, checkpoints });
    const trainer = { ...trainingEnvironment(project.training.algorithm), machine: thisMachine() };
    return keepModel(input, { project, table, fitted, trainer }, dependencies);
  },
});

export const handler = lambdaHandler(train);
