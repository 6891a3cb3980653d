import type { FeaturePlan } from '../contracts/feature-plan.ts';
import { numberColumn, textColumn, timeColumn } from '../featurize/raw-columns.ts';
import { type ColumnSlot, columnSlots, type ModelRows, ModelRowsWriter } from '../serve/model-rows.ts';
import type { Table } from '../tabular/table.ts';

/**
 * A table's rows as the graph takes them.
 *
 * @throws InvalidDataError when the table lacks one of the raw columns or holds another type in it
 */
export function modelRowsOfTable({ rawColumns }: Pick<FeaturePlan, 'rawColumns'>, table: Table): ModelRows {
  const slots = columnSlots(rawColumns);
  const writer = new ModelRowsWriter(slots, table.rowCount);
  for (const slot of slots) write(writer, slot, table);
  return writer.rows;
}

function write(writer: ModelRowsWriter, slot: ColumnSlot, table: Table): void {
  const { name, storage } = slot.column;
  if (slot.input === 'strings') {
    const { levels, codes } = textColumn(table, name);
    for (const [row, code] of codes.entries()) writer.setString(row, slot, levels[code] ?? '');
    return;
  }
  const values = storage === 'timestamp' ? timeColumn(table, name) : numberColumn(table, name);
  for (const [row, value] of values.entries()) writer.setNumber(row, slot, value);
}
