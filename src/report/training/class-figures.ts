import type { Classification } from '#src/contracts/evaluation.ts';
import { formatCount, formatNumber, formatShare, shorten } from '../format.ts';
import { type Html, html } from '../html.ts';
import { factTable } from './fact-table.ts';
import { plotFigure } from './plot.ts';

const SHADES = 9;

/** What the model does with each class: the confusion matrix, curves over all thresholds, calibration. */
export function classFigures(classification: Classification): Html {
  const { classes, confusion } = classification;
  const rows = classes.map((each) => {
    const name = shorten(String(each.class), 60);
    const scores = [each.precision, each.recall, each.f1, each.auc, each.averagePrecision].map((score) =>
      formatNumber(score),
    );
    return [name, formatCount(each.rows), formatCount(each.predicted), ...scores] as const;
  });
  const titles = ['Class', 'Rows', 'Predicted', 'Precision', 'Recall', 'F1', 'AUC', 'Average precision'];
  return html`<section aria-labelledby="classes"><h2 id="classes">Classes</h2>
${factTable({ caption: 'Metrics by class', titles, rows, numbers: true })}
${
  confusion &&
  confusionMatrix(
    confusion,
    classes.map((each) => shorten(String(each.class), 24)),
  )
}
<div class="plots">${[rocFigure(classification), precisionFigure(classification), calibrationFigure(classification)].filter((figure) => figure !== undefined)}</div></section>`;
}

/** Rows are what is true, columns what was predicted; the shade is the share of the true class. */
function confusionMatrix(confusion: NonNullable<Classification['confusion']>, names: readonly string[]): Html {
  const body = confusion.map((counts, actual) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const cells = counts.map((count, predicted) => {
      const share = total > 0 ? count / total : 0;
      const hit = actual === predicted ? ' hit' : '';
      return html`<td class="h${Math.round(share * SHADES)}${hit}">${formatCount(count)}<small>${formatShare(share)}</small></td>`;
    });
    return html`<tr><th scope="row"><bdi>${names[actual]}</bdi></th>${cells}</tr>\n`;
  });
  return html`<h3>Confusion matrix</h3>
<p class="legend">Rows are the true classes, columns the predicted ones; shares are of the true class.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix"><table class="matrix"><caption class="sr">Rows by true and predicted class</caption>
<thead><tr><th scope="col">true ↓ predicted →</th>${names.map((name) => html`<th scope="col"><bdi>${name}</bdi></th>`)}</tr></thead><tbody>
${body}</tbody></table></div>`;
}

const UNIT = { from: 0, to: 1 };

function rocFigure({ curves, classes }: Classification): Html | undefined {
  const lines = curves.map((each) => ({ name: String(each.class), points: each.roc }));
  const areas = curves.map((each) => {
    const auc = classes.find((one) => one.class === each.class)?.auc;
    return `${shorten(String(each.class), 40)}: area ${formatNumber(auc)}`;
  });
  return plotFigure({
    title: titleOf('ROC', lines),
    summary: `Receiver operating characteristic. ${areas.join(', ')}.`,
    x: { title: 'false positive rate', ...UNIT },
    y: { title: 'true positive rate', ...UNIT },
    lines,
    diagonal: true,
  });
}

function precisionFigure({ curves, classes }: Classification): Html | undefined {
  const lines = curves.map((each) => ({ name: String(each.class), points: each.precisionRecall }));
  const scores = curves.map((each) => {
    const score = classes.find((one) => one.class === each.class)?.averagePrecision;
    return `${shorten(String(each.class), 40)}: average precision ${formatNumber(score)}`;
  });
  return plotFigure({
    title: titleOf('Precision and recall', lines),
    summary: `Precision by recall. ${scores.join(', ')}.`,
    x: { title: 'recall', ...UNIT },
    y: { title: 'precision', ...UNIT },
    lines,
  });
}

const titleOf = (title: string, lines: readonly { readonly name: string }[]): string =>
  lines.length === 1 && lines[0] ? `${title} of ${shorten(lines[0].name, 40)}` : title;

function calibrationFigure({ calibration, uncalibrated }: Classification): Html | undefined {
  const pointsOf = (bins: Classification['calibration']) =>
    bins.map(({ probability, share }) => [probability, share] as const);
  const texts = calibration.map(
    ({ probability, share, rows }) =>
      `${formatNumber(probability)} came true in ${formatShare(share)} of ${formatCount(rows)} rows`,
  );
  return plotFigure({
    title: 'Calibration: on the diagonal, probabilities are what they say',
    summary: `Predicted probability and how often it came true. ${texts.join('; ')}.`,
    x: { title: 'predicted probability', ...UNIT },
    y: { title: 'share that came true', ...UNIT },
    lines: [
      { name: uncalibrated ? 'calibrated' : 'model', points: pointsOf(calibration) },
      ...(uncalibrated ? [{ name: 'before calibration', points: pointsOf(uncalibrated) }] : []),
    ],
    diagonal: true,
    dots: true,
  });
}
