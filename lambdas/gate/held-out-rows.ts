import { readJson } from '#lambdas/shared/json-artifact.ts';
import { readLabelledTable } from '#lambdas/shared/stored-table.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { TrainingPlan } from '#src/contracts/training-plan.ts';
import { encodeTarget } from '#src/featurize/encode-target.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { LINEAGE_COLUMN } from '#src/tabular/lineage-column.ts';
import { dropColumns, selectRows } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';

export interface HeldOutRows {
  readonly table: Table;
  /** Per row the class (0-based), or the number to predict. */
  readonly labels: Float32Array;
  /** Per row the data version it came with; absent where the data do not say. */
  readonly versions?: readonly (string | undefined)[];
}

/** The rows that a run held out, as they came. */
export async function readHeldOutRows(
  { data, plan: planRef }: { readonly data: ObjectRef; readonly plan: ObjectRef },
  { target, task }: ProjectFile,
  artifacts: ArtifactStore,
): Promise<HeldOutRows> {
  const { split } = await readJson(artifacts, planRef, TrainingPlan);
  const all = await readLabelledTable(artifacts, data);
  const { labels } = encodeTarget(all, target, task);
  const heldOut = selectRows(all, split.test);
  const label = heldOut.columns.find(({ name }) => name === LINEAGE_COLUMN);
  return {
    table: dropColumns(heldOut, [LINEAGE_COLUMN]),
    labels: Float32Array.from(split.test, (row) => labels[row] ?? Number.NaN),
    ...(label?.storage === 'string' && { versions: Array.from(label.codes, (code) => label.levels[code]) }),
  };
}
