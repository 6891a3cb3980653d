import type { InferredColumnType } from '#src/tabular/column-type.ts';
import type { Column } from '#src/tabular/table.ts';
import type { Random } from '../../random.ts';

/** What a column is to the simulation; a regression's target is numerical, any other target categorical. */
export interface ColumnRole {
  readonly type: InferredColumnType;
  readonly isTarget: boolean;
}

export interface DriftChange {
  /** How strong, in the kind's own unit. */
  readonly size: number;
  readonly type: InferredColumnType;
  /** The column as the baseline has it. */
  readonly baseline: Column;
  readonly random: Random;
}

/** One way in which the world may change, applied column by column. */
export interface DriftKind {
  /** One line for `--help`, which says what the size means. */
  readonly description: string;
  readonly size: { readonly default: number; readonly min: number; readonly max: number };
  /** The columns it changes unless told which. */
  readonly affects: (role: ColumnRole) => boolean;
  readonly change: (column: Column, change: DriftChange) => Column;
}
