import { z } from 'zod';
import { SafeName } from './names.ts';
import { CardSettings, Tags } from './settings/card.ts';
import { ColumnSettings } from './settings/column-type.ts';
import { DriftSettings } from './settings/drift.ts';
import { EvaluationSettings } from './settings/evaluation.ts';
import { FeatureSettings } from './settings/features.ts';
import { GateSettings } from './settings/gate.ts';
import { MergeSettings } from './settings/merge.ts';
import { TrainingSettings } from './settings/training.ts';
import { ValidationSettings } from './settings/validation.ts';

export const Task = z.enum(['binary', 'multiclass', 'regression']);
export type Task = z.infer<typeof Task>;

/** The whole of `projects/<name>.yaml`; everything but the first three keys has a default. */
export const ProjectFile = z.strictObject({
  project: SafeName,
  target: z.string().min(1),
  task: Task,
  team: SafeName.default('demo'),
  tags: Tags.default({}),
  card: CardSettings.optional(),
  columns: z.record(z.string(), ColumnSettings).default({}),
  validation: ValidationSettings.prefault({}),
  drift: DriftSettings.prefault({}),
  merge: MergeSettings.prefault({}),
  features: FeatureSettings.prefault({}),
  training: TrainingSettings.prefault({}),
  evaluation: EvaluationSettings.prefault({}),
  gate: GateSettings.prefault({}),
  rollout: z.strictObject({ strategy: z.enum(['canary', 'blue-green', 'shadow', 'ab']) }).optional(),
  batch: z.strictObject({ schedule: z.string().min(1) }).optional(),
  monitoring: z.strictObject({ schedule: z.string().min(1) }).optional(),
});
export type ProjectFile = z.infer<typeof ProjectFile>;
