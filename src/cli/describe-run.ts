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

function useText({ seconds, count = 1, instance, billedSeconds, taskCpus, memoryMb = 0 }: StepUse): string {
  const took = formatSeconds(seconds);
  if (taskCpus !== undefined) return `${took} in a task of ${taskCpus} processors and ${memoryMb / 1024} GB`;
  if (instance === undefined) return `${took}${count > 1 ? ` in ${count} functions` : ''}`;
  return `${took} on ${instance}${billedSeconds === undefined ? '' : `, ${formatSeconds(billedSeconds)} of it billed`}`;
}

const machinesOf = ({ steps = {} }: RunRecord): string => {
  const has = (what: 'taskCpus' | 'instance') => Object.values(steps).some((use) => use[what] !== undefined);
  if (has('taskCpus')) return 'functions and its task (at the price on demand)';
  return has('instance') ? 'functions and its training job' : 'functions';
};

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
    ['cost', cost === undefined ? undefined : `${formatCost(cost)} for its ${machinesOf(run)}, estimated`],
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
