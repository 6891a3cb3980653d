import type { TuningRecord } from '#src/contracts/training-record.ts';
import { isHigherBetter } from '#src/train/learning-curve.ts';
import { rankTrials } from '#src/tune/rank-trials.ts';
import { formatCount, formatNumber, NOTHING, shorten } from '../format.ts';
import { type Html, html } from '../html.ts';
import { factTable } from './fact-table.ts';
import { type PlotPoint, plotFigure } from './plot.ts';

type TriedSet = TuningRecord['trials'][number];

/** More would make the page hard to read and to load. */
const MOST_ROWS = 100;

const STATES: Readonly<Record<TriedSet['state'], string>> = {
  complete: 'complete',
  pruned: 'given up',
  failed: 'failed',
};

/** The trials by which hyperparameters were found: how the search went, and what each was. */
export function tuningSection({ metric, trials }: TuningRecord): Html | undefined {
  const ranked = rankTrials(trials, isHigherBetter(metric));
  const [best] = ranked;
  if (best?.state !== 'complete') return undefined;
  const shown = ranked.slice(0, MOST_ROWS).sort((a, b) => a.number - b.number);
  const cut = shown.length < trials.length ? ` The table has the best ${MOST_ROWS}.` : '';
  const found = `Of ${formatCount(trials.length)} trials number ${best.number + 1} was the best: ${metric} ${formatNumber(best.value)}, on training rows set aside.`;
  return html`<section aria-labelledby="tuning"><h2 id="tuning">Tuning</h2>
<p>${found}${cut}</p>
<div class="plots">${searchFigure(metric, trials)}</div>
${trialTable(metric, shown, best)}</section>`;
}

function trialTable(metric: string, trials: readonly TriedSet[], best: TriedSet): Html {
  const names = [...new Set(trials.flatMap(({ hyperparameters }) => Object.keys(hyperparameters)))];
  const isTimed = trials.some(({ seconds }) => seconds !== undefined);
  const rows = trials.map((trial) => {
    const value = trial.state === 'failed' ? NOTHING : formatNumber(trial.value);
    const settings = names.map((name) => settingText(trial.hyperparameters[name]));
    return [
      String(trial.number + 1),
      trial.error === undefined ? STATES[trial.state] : `failed: ${shorten(trial.error, 200)}`,
      trial === best ? html`<span class="better">${value} ✔</span>` : value,
      formatCount(trial.rounds),
      ...(isTimed ? [secondsText(trial.seconds)] : []),
      ...settings,
    ] as const;
  });
  const titles = [
    'Trial',
    'State',
    metric,
    'Rounds',
    ...(isTimed ? ['Seconds'] : []),
    ...names.map((name) => shorten(name, 40)),
  ];
  return factTable({ caption: 'Trials', titles, rows, numbers: true });
}

const secondsText = (seconds: number | undefined): string =>
  seconds === undefined ? NOTHING : formatNumber(Number(seconds.toFixed(2)));

const settingText = (value: string | number | boolean | undefined): string =>
  typeof value === 'number' ? formatNumber(value) : shorten(String(value ?? NOTHING), 40);

/** Every trial's value by its number, and the best one so far. */
function searchFigure(metric: TuningRecord['metric'], trials: readonly TriedSet[]): Html | undefined {
  const isBetter = (a: number, b: number) => (isHigherBetter(metric) ? a > b : a < b);
  const pointsIn = (state: TriedSet['state']) =>
    trials.flatMap((trial): PlotPoint[] =>
      trial.state === state && trial.value !== undefined ? [[trial.number + 1, trial.value]] : [],
    );
  const complete = pointsIn('complete');
  let best = complete[0]?.[1] ?? Number.NaN;
  const steps = complete.flatMap(([number, value]): PlotPoint[] => {
    const before = best;
    if (isBetter(value, best)) best = value;
    return best === before
      ? [[number, best]]
      : [
          [number, before],
          [number, best],
        ];
  });
  const givenUp = pointsIn('pruned');
  return plotFigure({
    title: `${metric} by trial`,
    summary: `${metric} by trial: the best complete one was ${formatNumber(steps[0]?.[1])} at first and ${formatNumber(steps.at(-1)?.[1])} at last.`,
    x: { title: 'trial' },
    y: { title: metric },
    lines: [
      { name: 'best so far', points: steps },
      { name: 'complete', points: complete, scattered: true },
      ...(givenUp.length > 0 ? [{ name: 'given up', points: givenUp, scattered: true }] : []),
    ],
  });
}
