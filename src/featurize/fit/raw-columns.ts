import { type FeatureStep, type RawColumn, Reading } from '../../contracts/feature-plan.ts';
import { inputsOf } from '../expression/formula.ts';
import type { TrainingInputs } from './training-inputs.ts';

/** The raw columns that the steps need, in the table's order, each with the readings that they need of it. */
export function neededColumns(steps: readonly FeatureStep[], inputs: TrainingInputs): RawColumn[] {
  const needed = new Map<string, Set<Reading>>();
  const need = (column: string, reading: Reading) => needed.set(column, (needed.get(column) ?? new Set()).add(reading));
  for (const step of steps) {
    if (step.kind !== 'derived') need(step.column, 'value');
    else
      for (const { column, reading } of inputsOf(inputs.formulaOf(step.feature, step.expression)))
        need(column, reading);
  }
  return inputs.rawColumns.flatMap((column) => {
    const readings = needed.get(column.name);
    return readings ? [{ ...column, ...readsOf(readings) }] : [];
  });
}

/** Only said where it is not the value alone. */
function readsOf(needed: ReadonlySet<Reading>): Pick<RawColumn, 'reads'> {
  const reads = Reading.options.filter((reading) => needed.has(reading));
  return reads.length === 1 && reads[0] === 'value' ? {} : { reads };
}
