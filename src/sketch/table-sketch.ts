import type { TableSketch } from '#src/contracts/table-sketch.ts';
import type { Table } from '#src/tabular/table.ts';
import { mergeColumns, sketchColumn } from './column-sketch.ts';

/**
 * Keeps of every column what a comparison of its distribution needs, in bounded space: the rows of each level, and of
 * numbers the rows of each value or, when there are more than 4,096 different ones, of some thousand groups of
 * neighbouring values. A rank among the values of a merged sketch is off by less than 1/4,096 of the rows, whatever
 * the distribution; docs/drift.md says what that does to the scores.
 *
 * @param categories - number columns whose values are categories
 */
export function sketchTable({ rowCount, columns }: Table, categories: ReadonlySet<string>): TableSketch {
  return { rows: rowCount, columns: columns.map((column) => sketchColumn(column, categories.has(column.name))) };
}

/**
 * The sketch of the rows of both: associative and commutative, so shards may be merged in whatever order they come.
 *
 * @throws TypeError when they are not of one data set
 */
export function mergeSketches(a: TableSketch, b: TableSketch): TableSketch {
  if (a.columns.length !== b.columns.length) throw new TypeError('sketches with different columns cannot be merged');
  return {
    rows: a.rows + b.rows,
    columns: a.columns.map((column, index) => mergeColumns(column, b.columns[index]!)),
  };
}
