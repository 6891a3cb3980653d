import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { executionName, fingerprint } from '#src/detect/execution-name.ts';
import type { Workflow } from '#src/ports/workflow.ts';
import { memoryDependencies } from './memory-ports.ts';

export const STARTED_AT = '2026-01-01T00:00:00.000Z';
export const FINISHED_AT = '2026-01-01T00:01:00.000Z';

/** A project applied in memory, with ways to upload to it as any S3 client would. */
export async function memoryProject(projectFile = 'project: wine\ntarget: target\ntask: multiclass\n') {
  const dependencies = memoryDependencies();
  const file = parseProjectFile(projectFile);
  const { team, project } = file;
  await dependencies.projects.apply({ file, sha256: '0'.repeat(64), appliedAt: STARTED_AT });
  const upload = (name: string, body: Uint8Array | string) => {
    const { key, versionId } = dependencies.artifacts.put('data', `${team}/${project}/raw/${name}`, body);
    return { key, versionId };
  };
  /** The input that start-run gives an execution for a single-file or sealed upload. */
  const inputFor = (version: string, sealing: { key: string; versionId: string }) => {
    const digest = fingerprint(sealing);
    const run: RunContext = {
      team,
      project,
      version,
      runId: executionName({ team, project, version, fingerprint: digest }),
    };
    return { run, fingerprint: digest, startedAt: STARTED_AT };
  };
  return { dependencies, file, upload, inputFor };
}

/** A workflow that remembers what it was asked to start, and refuses a name it has seen. */
export class MemoryWorkflow implements Workflow {
  readonly started: { name: string; input: unknown }[] = [];

  async start(name: string, input: unknown): Promise<'started' | 'already_started'> {
    if (this.started.some((execution) => execution.name === name)) return 'already_started';
    this.started.push({ name, input });
    return 'started';
  }
}

/** S3's event about an object, as EventBridge delivers it. */
export const objectCreated = (key: string) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'data' }, object: { key, size: 1 } },
});
