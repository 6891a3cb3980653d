import { z } from 'zod';
import { DataQuality } from './data-quality.ts';
import { DriftDecision } from './run.ts';
import { ColumnRole, ColumnType } from './settings/column-type.ts';
import { DriftMethod, TextMethod } from './settings/drift.ts';

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
  /** Absent when the files could not be read. */
  quality: DataQuality.optional(),
});
export type ValidationReport = z.infer<typeof ValidationReport>;

/** How the share of some rows has changed, 0..1 on either side. */
const ShareChange = z.object({
  reference: z.number(),
  current: z.number(),
  /** The change that matters. */
  threshold: z.number(),
  /** How often chance alone changes it at least as much. */
  chance: z.number(),
  drifted: z.boolean(),
});
export type ShareChange = z.infer<typeof ShareChange>;

/** What a test of free text found. */
const TextChange = z.object({
  value: z.number(),
  /** What the reference itself leads to expect, where the test compares with that. */
  reference: z.number().optional(),
  threshold: z.number(),
  /** How often two samples of one kind of text differ at least as much. */
  chance: z.number(),
  drifted: z.boolean(),
});
export type TextChange = z.infer<typeof TextChange>;

export const ColumnDrift = z.object({
  type: ColumnType,
  /** Absent for a feature. */
  role: ColumnRole.optional(),
  method: z.union([DriftMethod, TextMethod]),
  /** A p-value or a distance, as the method has it; null where it is undefined (one category only). */
  score: z.number().nullable(),
  threshold: z.number(),
  /** By the values or, in the mode calibrated, by the missing or the unseen ones. */
  drifted: z.boolean(),
  /** Calibrated only: how often two samples of one distribution, of these sizes, differ at least as much. */
  chance: z.number().optional(),
  /** Calibrated only, where values are missing on either side. */
  missing: ShareChange.optional(),
  /** Calibrated only: rows with a level that the reference lacks, and the share that the reference leads to expect. */
  unseen: ShareChange.optional(),
  /** Calibrated only, of free text. */
  text: z
    .object({
      /** Kolmogorov-Smirnov distance of the texts' lengths. */
      length: TextChange,
      /** Share of a text's words that the reference's texts lack, on average; drifts when it rises by the threshold. */
      outOfVocabulary: TextChange,
      /** Area under the ROC curve of a classifier that tells both sides apart; also the column's score. */
      classifier: TextChange,
    })
    .optional(),
  /** Its part of the drift share, 0..1, where columns are weighted. */
  weight: z.number().optional(),
  /** Population stability index, in nats; in the report of a run and beside a page, not for free text. */
  psi: z.number().optional(),
});
export type ColumnDrift = z.infer<typeof ColumnDrift>;

/** A comparison within one value of a column. */
const SegmentDrift = z.object({
  rows: z.object({ reference: z.int(), current: z.int() }),
  /** Null where a side has too few rows to compare. */
  decision: DriftDecision.nullable(),
  driftShare: z.number().nullable(),
  driftedColumns: z.int(),
  columns: z.int(),
  /** The most drifted columns only. */
  byColumn: z.record(z.string(), ColumnDrift),
});
export type SegmentDrift = z.infer<typeof SegmentDrift>;

/** What `driftloop drift --json` prints and the drift-check step stores. */
export const DriftReport = z.object({
  decision: DriftDecision,
  datasetDrift: z.boolean(),
  /** Drifted columns / tested columns, 0..1; the weights of the drifted ones, where columns are weighted. */
  driftShare: z.number(),
  shareThreshold: z.number(),
  driftedColumns: z.int(),
  columns: z.int(),
  /** Calibrated only: bound on the share of false alarms among all alarms, 0..1. */
  falseDiscoveryRate: z.number().optional(),
  /** Mean of the columns' indices, where these are there. */
  averagePsi: z.number().optional(),
  /** What the reader must know of how the share came about. */
  note: z.string().optional(),
  byColumn: z.record(z.string(), ColumnDrift),
  /** Column → value → the comparison of the rows that have it. */
  segments: z.record(z.string(), z.record(z.string(), SegmentDrift)).optional(),
});
export type DriftReport = z.infer<typeof DriftReport>;

/** What became of the columns when data sets were put together. */
export const MergeReport = z.object({
  /** In the order of their rows in the result; `removed` of their `rows` had the key of a row that was kept. */
  inputs: z.array(z.object({ name: z.string(), rows: z.int(), removed: z.int() })),
  /** Of the result. */
  rows: z.int(),
  removed: z.int(),
  /** The key by which rows were the same; absent when every row was kept. */
  deduplicatedBy: z.array(z.string()).optional(),
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
