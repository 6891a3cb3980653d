import type { TrialRun } from '#src/contracts/trial.ts';
import { formatSeconds } from './format.ts';
import { formatTable } from './table.ts';

/** The tuning trials of a run, one per line. */
export const describeTrials = (trials: readonly TrialRun[]): string =>
  formatTable(
    [
      { title: 'trial', text: ({ id }) => id },
      { title: 'outcome', text: ({ outcome }) => outcome },
      { title: 'value', text: ({ value }) => value?.toFixed(4) ?? '–', align: 'right' },
      { title: 'rounds', text: ({ rounds }) => String(rounds), align: 'right' },
      { title: 'took', text: ({ seconds }) => (seconds === undefined ? '–' : formatSeconds(seconds)), align: 'right' },
      { title: 'hyperparameters', text: ({ hyperparameters }) => settingsText(hyperparameters) },
    ],
    trials,
  );

const settingsText = (hyperparameters: TrialRun['hyperparameters']): string =>
  Object.entries(hyperparameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
