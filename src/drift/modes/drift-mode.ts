import type { DriftMethod } from '#src/contracts/project-file.ts';
import type { ColumnPair } from '../column-pair.ts';

/** A school of drift detection: which test a column gets when nobody asked for one. */
export interface DriftMode {
  /** One line for `--help` and the docs. */
  readonly description: string;
  readonly chooseMethod: (pair: ColumnPair) => DriftMethod;
}
