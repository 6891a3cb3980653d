import type { LearningCurve } from '#src/contracts/training-record.ts';
import { formatNumber } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type PlotLine, type PlotPoint, plotFigure } from './plot.ts';

/** A curve with the name of the model, or the run, that it is of. */
export interface NamedCurve {
  readonly name: string;
  readonly curve: LearningCurve;
}

/** One figure per metric: how it went from round to round. */
export function learningCurves(curves: readonly NamedCurve[]): Html | undefined {
  const drawn = curves.filter(({ curve }) => pointsOf(curve).length > 0);
  if (drawn.length === 0) return undefined;
  const figures = [...Map.groupBy(drawn, ({ curve }) => curve.metric)].map(([metric, members]) => {
    const lines = members.map(({ name, curve }): PlotLine => ({ name, points: pointsOf(curve) }));
    const ends = lines.map(
      ({ name, points }) =>
        `${name}: ${formatNumber(points[0]?.[1])} at first, ${formatNumber(points.at(-1)?.[1])} at last`,
    );
    const title = lines.length === 1 ? `${metric} of the ${lines[0]?.name}` : metric;
    return plotFigure({
      title,
      summary: `${metric} by round. ${ends.join('. ')}.`,
      x: { title: 'round' },
      y: { title: metric },
      lines,
    });
  });
  return html`<section aria-labelledby="curves"><h2 id="curves">Learning curves</h2><div class="plots">${figures.filter((figure) => figure !== undefined)}</div></section>`;
}

function pointsOf({ rounds, values }: LearningCurve): PlotPoint[] {
  return rounds.flatMap((round, index): PlotPoint[] => {
    const value = values[index];
    return typeof value === 'number' ? [[round, value]] : [];
  });
}
