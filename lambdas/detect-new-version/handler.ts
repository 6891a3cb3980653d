import { z } from 'zod';
import { writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { type Dependencies, defineStep } from '#lambdas/shared/step.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import { ObjectRef } from '#src/contracts/object-ref.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { DetectNewVersionInput, DetectNewVersionOutput } from '#src/contracts/steps/detect-new-version.ts';
import { fingerprint } from '#src/detect/execution-name.ts';
import { rawPrefix } from '#src/detect/raw-key.ts';
import { sealedVersions } from '#src/detect/sealed-versions.ts';
import { compareVersions } from '#src/detect/version-order.ts';

/** Takes the project's turn for an upload, unless it was settled, replaced or overtaken, and fixes what the run works on. */
export const detectNewVersion = defineStep({
  name: 'DetectNewVersion',
  input: DetectNewVersionInput,
  output: DetectNewVersionOutput,
  async run({ run, fingerprint: expected, startedAt }, dependencies): Promise<z.input<typeof DetectNewVersionOutput>> {
    const { artifacts, projects, runs } = dependencies;
    const sealed = sealedVersions(await artifacts.list('data', rawPrefix(run.team, run.project)));
    const upload = sealed.find(({ version }) => version === run.version);
    if (!upload || fingerprint(upload.sealing) !== expected) {
      return { status: 'nothing_new', reason: `${run.version} was removed or replaced by another upload` };
    }
    const olderVersions = sealed.map(({ version }) => version).filter((v) => compareVersions(v, run.version) < 0);
    // Before the claim: data that arrives before its project settles nothing and can be uploaded again.
    const { file } = await projects.get(run.team, run.project);
    const verdict = await runs.claim({ run, fingerprint: expected, startedAt, olderVersions });
    if (!verdict.granted) return { status: 'nothing_new', reason: verdict.reason };
    const key = (name: string) => stepKey(run, 'detect-new-version', name);
    const files = await Promise.all(upload.files.map((object) => artifacts.identify(object)));
    return {
      status: 'new',
      files: await writeJson(artifacts, key('files.json'), z.array(ObjectRef), files),
      projectFile: await writeJson(artifacts, key('project.json'), ProjectFile, file),
      baseline: await baselineOf(run, dependencies),
    };
  },
});

/** The manifest of the production model, else of the newest. */
async function baselineOf({ team, project }: RunContext, { registry }: Dependencies): Promise<ObjectRef | null> {
  const model = (await registry.production(team, project)) ?? (await registry.list(team, project))[0];
  return model?.manifest ?? null;
}

export const handler = lambdaHandler(detectNewVersion);
