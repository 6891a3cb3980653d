import { z } from 'zod';
import { ColumnType, DriftMethod } from './project-file.ts';
import { DriftDecision } from './run.ts';

/** One broken rule; `row` counts data rows from 1. */
export const Violation = z.object({
  file: z.string(),
  row: z.int().positive().optional(),
  column: z.string().optional(),
  /** e.g. `readable`, `encoding`, `not_empty`, `target_present`, `min_rows`, `column_present`, `column_type`, or the rule's own text. */
  rule: z.string(),
  message: z.string(),
});
export type Violation = z.infer<typeof Violation>;

export const ValidationReport = z.object({
  /** Whether the version may be used; warnings and dropped rows do not forbid it. */
  valid: z.boolean(),
  /** Rows that are left to use. */
  rows: z.int(),
  columns: z.array(z.object({ name: z.string(), storage: z.string(), type: z.string(), missing: z.int() })),
  violations: z.array(Violation),
  /** Of rules with `otherwise: warn`. */
  warnings: z.array(Violation).default([]),
  /** Rows that rules with `otherwise: drop` took out, and why. */
  droppedRows: z.int().default(0),
  dropped: z.array(Violation).default([]),
});
export type ValidationReport = z.infer<typeof ValidationReport>;

export const ColumnDrift = z.object({
  type: ColumnType,
  method: DriftMethod,
  /** A p-value or a distance, as the method has it; null where it is undefined (one category only). */
  score: z.number().nullable(),
  threshold: z.number(),
  drifted: z.boolean(),
});
export type ColumnDrift = z.infer<typeof ColumnDrift>;

/** What `driftloop drift --json` prints and the drift-check step stores. */
export const DriftReport = z.object({
  decision: DriftDecision,
  datasetDrift: z.boolean(),
  /** Drifted columns / tested columns, 0..1. */
  driftShare: z.number(),
  shareThreshold: z.number(),
  driftedColumns: z.int(),
  columns: z.int(),
  byColumn: z.record(z.string(), ColumnDrift),
});
export type DriftReport = z.infer<typeof DriftReport>;

/** What became of the columns when data sets were put together. */
export const MergeReport = z.object({
  /** In the order of their rows in the result. */
  inputs: z.array(z.object({ name: z.string(), rows: z.int() })),
  rows: z.int(),
  columns: z.array(
    z.object({
      name: z.string(),
      storage: z.string(),
      /** Input → its own storage, where that was narrower and has been widened. */
      widenedFrom: z.record(z.string(), z.string()),
      /** Inputs that do not have the column; their rows are missing there. */
      absentIn: z.array(z.string()),
    }),
  ),
});
export type MergeReport = z.infer<typeof MergeReport>;
