import type { TableSketch } from '#src/contracts/table-sketch.ts';
import { mergeSketches, sketchTable } from '#src/sketch/table-sketch.ts';
import { selectRows } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';

/** Sketches so many shards of a table, of different sizes and in no order of theirs, each by itself. */
export function sketchInShards(table: Table, shards: number, categories: readonly string[] = []): TableSketch {
  const ends = Array.from({ length: shards }, (_, shard) => Math.floor(table.rowCount * ((shard + 1) / shards) ** 2));
  const sketches = ends.map((end, shard) => {
    const rows = Array.from({ length: end - (ends[shard - 1] ?? 0) }, (_, row) => (ends[shard - 1] ?? 0) + row);
    return sketchTable(selectRows(table, rows), new Set(categories));
  });
  return sketches.reverse().reduce(mergeSketches);
}
