import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { GateInput, GateOutput } from '#src/contracts/steps/gate.ts';
import { judgeGate } from '#src/evaluate/gate.ts';
import { measureModel } from './measure-model.ts';

/**
 * Judges the model by the project's criteria, beside the production model on the same held-out rows where these ask for
 * it, and keeps the reasons, whether it passes or not.
 */
export const gate = defineStep({
  name: 'Gate',
  input: GateInput,
  output: GateOutput,
  async run({ run, projectFile, manifest: manifestRef, data, plan }, { artifacts, registry }) {
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const manifest = await readJson(artifacts, manifestRef, ModelManifest);
    const production = await registry.production(run.team, run.project);
    const measured = await measureModel({ run, project, manifest, production, data, plan }, artifacts);
    const { task, training } = project;
    const facts = { task, metrics: manifest.metrics, bytes: manifest.onnx.bytes, seed: training.seed };
    const verdict = judgeGate(project.gate, { ...facts, ...measured });
    await writeJson(artifacts, stepKey(run, 'gate', 'verdict.json'), GateOutput, verdict);
    return verdict;
  },
});

export const handler = lambdaHandler(gate);
