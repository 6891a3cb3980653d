import type { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { Explanation } from '#src/explain/explain-rows.ts';
import type { Predictions } from '#src/serve/predictor.ts';
import { formatNumber } from './format.ts';
import { formatTable } from './table.ts';

/** More than these are in the JSON. */
const COLUMNS_SHOWN = 4;

type Explained = Predictions & { readonly explanation: Explanation };

/** One line per row: the prediction, and the columns that speak most for it (+) or against it (−). */
export function describeExplanations({ predictions, explanation }: Explained, manifest: ModelManifest): string {
  const rows = predictions.map((prediction, at) => ({
    row: String(at + 1),
    prediction: typeof prediction === 'number' ? formatNumber(prediction) : String(prediction),
    because: becauseOf(contributionsTo(prediction, explanation.contributions[at] ?? [], manifest), explanation.columns),
  }));
  return formatTable(
    [
      { title: 'row', text: ({ row }) => row, align: 'right' },
      { title: 'prediction', text: ({ prediction }) => prediction, align: 'right' },
      { title: 'because', text: ({ because }) => because },
    ],
    rows,
  );
}

/** By column, towards what is predicted: a score against the second of two classes is one for the first. */
function contributionsTo(
  prediction: Predictions['predictions'][number],
  outputs: Explanation['contributions'][number],
  { task, classes }: ModelManifest,
): readonly number[] {
  const [only = []] = outputs;
  if (task === 'regression') return only;
  const position = classes.indexOf(prediction);
  if (task === 'multiclass') return outputs[position] ?? [];
  return position === 0 ? only.map((value) => -value) : only;
}

function becauseOf(contributions: readonly number[], columns: readonly string[]): string {
  return contributions
    .map((value, at) => ({ value, column: columns[at] ?? '' }))
    .filter(({ value }) => value !== 0)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
    .slice(0, COLUMNS_SHOWN)
    .map(({ value, column }) => `${column} ${value > 0 ? '+' : '−'}${formatNumber(Math.abs(value))}`)
    .join(', ');
}
