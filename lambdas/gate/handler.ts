import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { GateInput, GateOutput } from '#src/contracts/steps/gate.ts';
import { judgeGate } from '#src/evaluate/gate.ts';

/** Judges the model by the project's criteria and keeps the reasons, whether it passes or not. */
export const gate = defineStep({
  name: 'Gate',
  input: GateInput,
  output: GateOutput,
  async run({ run, projectFile, manifest: manifestRef }, { artifacts, registry }) {
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const { metrics } = await readJson(artifacts, manifestRef, ModelManifest);
    const production = await registry.production(run.team, run.project);
    const verdict = judgeGate(project.gate, metrics, production?.metrics);
    await writeJson(artifacts, stepKey(run, 'gate', 'verdict.json'), GateOutput, verdict);
    return verdict;
  },
});

export const handler = lambdaHandler(gate);
