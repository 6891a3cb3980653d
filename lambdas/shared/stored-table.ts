import { join } from 'node:path';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { LINEAGE_COLUMN } from '#src/tabular/lineage-column.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { dropColumns } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { withScratch } from './scratch.ts';

/** Media type of Parquet, as registered with IANA. */
export const PARQUET = 'application/vnd.apache.parquet';

/** Reads a Parquet file that an earlier step wrote, without the labels that merging gives rows. */
export const readStoredTable = async (artifacts: ArtifactStore, ref: ObjectRef): Promise<Table> =>
  dropColumns(await readLabelledTable(artifacts, ref), [LINEAGE_COLUMN]);

/** Reads a Parquet file that an earlier step wrote, with those labels if it has them. */
export function readLabelledTable(artifacts: ArtifactStore, ref: ObjectRef): Promise<Table> {
  return withScratch(async (folder) => {
    const path = join(folder, 'table.parquet');
    await artifacts.download(ref, path);
    return readTable([path]);
  });
}
