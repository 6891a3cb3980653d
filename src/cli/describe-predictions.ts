import type { Predictions } from '#src/serve/predictor.ts';
import { formatNumber } from './format.ts';
import { formatTable, type TableColumn } from './table.ts';

interface PredictedRow {
  /** Counted from 1. */
  readonly row: number;
  readonly prediction: Predictions['predictions'][number];
  readonly probabilities: readonly number[];
}

const COLUMNS: readonly TableColumn<PredictedRow>[] = [
  { title: 'row', text: ({ row }) => String(row), align: 'right' },
  {
    title: 'prediction',
    text: ({ prediction }) => (typeof prediction === 'number' ? formatNumber(prediction) : String(prediction)),
    align: 'right',
  },
];

const PROBABILITY: TableColumn<PredictedRow> = {
  title: 'probability',
  text: ({ probabilities }) => formatNumber(Math.max(...probabilities)),
  align: 'right',
};

/** One line per row: what is predicted and, of a class, how probable it is. */
export function describePredictions({ predictions, probabilities }: Predictions): string {
  const rows = predictions.map((prediction, index) => ({
    row: index + 1,
    prediction,
    probabilities: probabilities?.[index] ?? [],
  }));
  return formatTable(probabilities ? [...COLUMNS, PROBABILITY] : COLUMNS, rows);
}
