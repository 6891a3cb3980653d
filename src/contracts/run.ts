import { z } from 'zod';
import { DataVersionName, SafeName } from './names.ts';
import { Tags } from './settings/card.ts';

/** What every step is told about the run it works for. */
export const RunContext = z.object({
  team: SafeName,
  project: SafeName,
  /** Also the execution's name: `<project>-<version>-<digest>`, at most 80 characters. */
  runId: z.string().min(1).max(80),
  version: DataVersionName,
});
export type RunContext = z.infer<typeof RunContext>;

export const RunOutcome = z.enum(['running', 'registered', 'no_drift', 'failed_gate', 'quarantined', 'failed']);
export type RunOutcome = z.infer<typeof RunOutcome>;

export const DriftDecision = z.enum(['merge_datasets', 'no_drift']);

/** Metric name → value, e.g. `accuracy`, `auc`, `f1`, `logLoss`; `rmse`, `mae`, `r2` for a regression. */
export const Metrics = z.record(z.string(), z.number());
export type Metrics = z.infer<typeof Metrics>;

/** What one step of a run took. */
export const StepUse = z.object({
  /** Of the attempt that succeeded. */
  seconds: z.number().nonnegative(),
  /** Of its function or task; absent where it ran as a plain process, or on an instance. */
  memoryMb: z.int().positive().optional(),
  processor: z.enum(['x64', 'arm64']),
  /** Functions whose seconds these are together, where a state runs many; default: one. */
  count: z.int().positive().optional(),
  /** Processors of its task on Fargate; absent where it was none. */
  taskCpus: z.number().positive().optional(),
  /** Of its training job at SageMaker; absent where it was none. */
  instance: z.string().optional(),
  /** That are paid of those seconds, where fewer are. */
  billedSeconds: z.number().nonnegative().optional(),
});
export type StepUse = z.infer<typeof StepUse>;

/** One execution of the training pipeline, as it is kept; what is large is in `run.json`, which `artifacts` names. */
export const RunRecord = z.object({
  id: z.string(),
  team: SafeName,
  project: SafeName,
  dataVersion: DataVersionName,
  outcome: RunOutcome,
  startedAt: z.iso.datetime({ offset: true }),
  /** Absent while the run is running. */
  finishedAt: z.iso.datetime({ offset: true }).optional(),
  seconds: z.number().nonnegative().optional(),
  drift: z.object({ decision: DriftDecision, driftShare: z.number() }).optional(),
  /** Rows of the data version, as uploaded; absent until they could be read. */
  rows: z.int().nonnegative().optional(),
  /** Score of the data version, 0..100; docs/validation.md. */
  quality: z.number().optional(),
  metrics: Metrics.optional(),
  /** Of a linear model on the same held-out rows, where one was fitted to compare with. */
  baselineMetrics: Metrics.optional(),
  /** Why the gate let the model through or did not, one sentence per criterion. */
  gateReasons: z.array(z.string()).optional(),
  modelVersion: z.int().positive().optional(),
  /** As the project file had them. */
  tags: Tags.optional(),
  /** By the state's name. */
  steps: z.record(z.string(), StepUse).optional(),
  /** The reason of a quarantined or failed run, for people. */
  error: z.object({ name: z.string(), message: z.string() }).optional(),
  /** S3 URIs of what the run made (reports, features, model), by artifact name. */
  artifacts: z.record(z.string(), z.string()).default({}),
});
export type RunRecord = z.infer<typeof RunRecord>;
