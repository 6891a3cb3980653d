import type { RunContext } from './run.ts';

type Project = Pick<RunContext, 'team' | 'project'>;

/** Where everything of a project begins, in every bucket; team and project are SafeNames and so never paths. */
export const projectPrefix = ({ team, project }: Project): string => `${team}/${project}/`;

/** Data bucket: the merged training data of a run. */
export const mergedKey = (run: RunContext): string => `${projectPrefix(run)}merged/${run.runId}/data.parquet`;

/** Data bucket: the features of a run. */
export const featuresKey = (run: RunContext): string => `${projectPrefix(run)}features/${run.runId}/features.parquet`;

/** Data bucket: training rows of a run, as a training job is given them. */
export const channelKey = (run: RunContext, channel: string, file: string): string =>
  `${projectPrefix(run)}features/${run.runId}/${channel}/${file}`;

/** Data bucket: what a version that broke its contract consisted of, with the report that says why. */
export const quarantineKey = (run: RunContext, file: string): string =>
  `${projectPrefix(run)}quarantine/${run.version}/${run.runId}/${file}`;

/** Artifacts bucket: what a step of a run wrote. */
export const stepKey = (run: RunContext, step: string, file: string): string =>
  `${projectPrefix(run)}runs/${run.runId}/${step}/${file}`;

/** `s3://bucket/key`, as people paste it into other tools. */
export const s3Uri = ({ bucket, key }: { bucket: string; key: string }): string => `s3://${bucket}/${key}`;
