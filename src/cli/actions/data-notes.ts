import type { ProjectFile } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import { columnHint } from '#src/tabular/column-hint.ts';
import type { Column, Table } from '#src/tabular/table.ts';

/**
 * What is odd about the columns, though a model can be made of them.
 *
 * @param rowCounts - of the file to learn from and, if there is one, of the file to judge by
 * @throws InvalidProjectFileError when the project file gives a type to a column that is not there, as validation does
 */
export function dataNotes(table: Table, { columns, target }: ProjectFile, rowCounts: readonly number[]): string[] {
  return [
    ...absentColumns(table, columns),
    ...unjudgedColumns(table, columns, rowCounts),
    ...nearlyNumbers(table, { ...columns, [target]: { type: 'ignore' } }),
  ];
}

/** From this share of numbers on, the others are rather marks of missing values, or slips. */
const NEARLY_ALL = 0.9;

function* absentColumns(table: Table, settings: ProjectFile['columns']): Generator<string> {
  const names = table.columns.map(({ name }) => name);
  for (const [name, { type }] of Object.entries(settings)) {
    if (names.includes(name)) continue;
    const problem = `columns: the data has no column "${name}"; ${columnHint(name, names)}`;
    if (type !== 'ignore') throw new InvalidProjectFileError(problem);
    yield `note: ${problem}`;
  }
}

function* unjudgedColumns({ columns }: Table, settings: ProjectFile['columns'], rowCounts: readonly number[]) {
  const [toLearnFrom = 0, toJudgeBy = 0] = rowCounts;
  for (const column of columns) {
    const isUsed = settings[column.name]?.type !== 'ignore' && hasValue(column, 0, toLearnFrom);
    if (toJudgeBy === 0 || !isUsed || hasValue(column, toLearnFrom, toLearnFrom + toJudgeBy)) continue;
    yield `note: no row to judge by has a value of "${column.name}"`;
  }
}

function* nearlyNumbers({ columns }: Table, settings: ProjectFile['columns']): Generator<string> {
  for (const column of columns) {
    if (column.storage !== 'string' || settings[column.name] !== undefined) continue;
    const others = column.levels.filter((level) => Number.isNaN(Number(level)));
    const [other] = others;
    if (other === undefined || others.length > (1 - NEARLY_ALL) * column.levels.length) continue;
    const row = column.codes.indexOf(column.levels.indexOf(other));
    yield `note: "${column.name}" is taken for text, for there is ${JSON.stringify(other)} among its numbers (row ${row + 1}): leave a field empty where a value is missing`;
  }
}

function hasValue(column: Column, from: number, to: number): boolean {
  if (column.storage === 'string') return column.codes.subarray(from, to).some((code) => code !== -1);
  return column.values.subarray(from, to).some((value) => !Number.isNaN(value));
}
