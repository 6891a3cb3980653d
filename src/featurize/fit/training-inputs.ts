import type { RawColumn } from '../../contracts/feature-plan.ts';
import { selectRows } from '../../tabular/select.ts';
import type { Column, Table } from '../../tabular/table.ts';
import { kindsOf } from '../column-kind.ts';
import { derivedFormula } from '../derived-formula.ts';
import { evaluateFormula } from '../expression/evaluate-formula.ts';
import type { Formula } from '../expression/formula.ts';
import type { ColumnKind } from '../expression/resolve-expression.ts';
import type { NumberImputation } from '../feature-settings.ts';
import { RawInputs } from '../raw-inputs.ts';
import { fillValue } from './impute.ts';

/** The training rows' columns, with what fitting asks about them; read when it is asked for. */
export class TrainingInputs {
  /** The columns that expressions may name. */
  readonly kinds: ReadonlyMap<string, ColumnKind>;
  /** The columns with the values that fill them. */
  readonly rawColumns: readonly RawColumn[];
  readonly #table: Table;
  readonly #trainRows: readonly number[];
  #inputs: RawInputs | undefined;

  constructor(table: Table, trainRows: readonly number[], impute: (column: string) => NumberImputation) {
    this.#table = table;
    this.#trainRows = trainRows;
    this.kinds = kindsOf(table.columns);
    this.rawColumns = table.columns.map((column) => this.#withFill(column, impute(column.name)));
  }

  /** Every training row's value of a formula. */
  valuesOf(formula: Formula): Float64Array {
    this.#inputs ??= new RawInputs(this.table(), this.rawColumns);
    return evaluateFormula(formula, this.#inputs);
  }

  /** @throws InvalidProjectFileError naming the feature */
  formulaOf(feature: string, expression: string): Formula {
    return derivedFormula(feature, expression, this.kinds);
  }

  /** The training rows alone. */
  table(): Table {
    return selectRows(this.#table, this.#trainRows);
  }

  #withFill({ name, storage, ...column }: Column, impute: NumberImputation): RawColumn {
    if (storage === 'string' || storage === 'timestamp' || !('values' in column)) return { name, storage };
    const fill =
      impute === 'none'
        ? undefined
        : fillValue(
            impute,
            this.#trainRows.map((row) => Math.fround(column.values[row]!)),
          );
    return { name, storage, ...(fill !== undefined && { fill }) };
  }
}
