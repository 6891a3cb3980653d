import { readJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { RegisterInput, RegisterOutput } from '#src/contracts/steps/register.ts';

/** Gives the model its version number and, until rollouts exist, makes it Production at once. */
export const register = defineStep({
  name: 'Register',
  input: RegisterInput,
  output: RegisterOutput,
  async run({ run, manifest: manifestRef, registeredAt }, { artifacts, registry }) {
    const { onnx, metrics } = await readJson(artifacts, manifestRef, ModelManifest);
    const { team, project, runId } = run;
    const created = { team, project, runId, manifest: manifestRef, onnx, metrics, createdAt: registeredAt };
    const { version } = await registry.register(created);
    await registry.promoteToProduction(team, project, version);
    return { modelVersion: version };
  },
});

export const handler = lambdaHandler(register);
