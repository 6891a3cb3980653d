import type { FeaturePlan } from '../contracts/feature-plan.ts';
import { numberColumn, textColumn } from '../featurize/raw-columns.ts';
import { columnSlots, type ModelRows, ModelRowsWriter } from '../serve/model-rows.ts';
import type { Table } from '../tabular/table.ts';

/**
 * A table's rows as the graph takes them.
 *
 * @throws InvalidDataError when the table lacks one of the raw columns or holds another type in it
 */
export function modelRowsOfTable({ rawColumns }: Pick<FeaturePlan, 'rawColumns'>, table: Table): ModelRows {
  const slots = columnSlots(rawColumns);
  const writer = new ModelRowsWriter(slots, table.rowCount);
  for (const slot of slots) {
    if (slot.input === 'strings') {
      const { levels, codes } = textColumn(table, slot.column.name);
      for (const [row, code] of codes.entries()) writer.setString(row, slot, levels[code] ?? '');
    } else {
      for (const [row, value] of numberColumn(table, slot.column.name).entries()) writer.setNumber(row, slot, value);
    }
  }
  return writer.rows;
}
