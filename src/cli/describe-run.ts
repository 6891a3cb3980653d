import type { RunOutcome, RunRecord, StepUse } from '#src/contracts/run.ts';
import { estimatedCost } from '#src/track/lambda-price.ts';
import { formatCost, formatMetrics, formatSeconds, formatShare, formatTime } from './format.ts';
import type { Output, Style } from './output.ts';
import { formatFields } from './table.ts';

const OUTCOME_STYLES: Readonly<Record<RunOutcome, Style>> = {
  running: 'cyan',
  registered: 'green',
  no_drift: 'green',
  failed_gate: 'yellow',
  quarantined: 'yellow',
  failed: 'red',
};

export const outcomeText = (outcome: RunOutcome, out: Output): string => out.style(OUTCOME_STYLES[outcome], outcome);

const useText = ({ seconds, count = 1 }: StepUse): string =>
  `${formatSeconds(seconds)}${count > 1 ? ` in ${count} functions` : ''}`;

/** What a run found and made, for people. */
export function describeRun(run: RunRecord, out: Output): string {
  const cost = estimatedCost(run.steps);
  return formatFields([
    ['run', run.id],
    ['project', `${run.team}/${run.project}`],
    ['data', run.dataVersion],
    ['outcome', outcomeText(run.outcome, out)],
    ['started', formatTime(run.startedAt)],
    ['took', run.seconds === undefined ? undefined : formatSeconds(run.seconds)],
    ...Object.entries(run.steps ?? {}).map(([step, use]) => [`  ${step}`, useText(use)] as const),
    ['cost', cost === undefined ? undefined : `${formatCost(cost)} for its functions, estimated`],
    ['drift', run.drift && `${formatShare(run.drift.driftShare)} of the columns → ${run.drift.decision}`],
    ['data quality', run.quality === undefined ? undefined : `${run.quality.toFixed(1)} of 100`],
    ['metrics', formatMetrics(run.metrics)],
    ['linear baseline', formatMetrics(run.baselineMetrics)],
    ...(run.gateReasons ?? []).map((reason) => ['gate', reason] as const),
    ['registered as', run.modelVersion === undefined ? undefined : `model version ${run.modelVersion}`],
    ...Object.entries(run.tags ?? {}).map(([tag, value]) => [`tag ${tag}`, value] as const),
    ['error', run.error && `${run.error.name}: ${run.error.message}`],
    ...Object.entries(run.artifacts),
  ]);
}
