import type { Cloud } from '#src/cli/cloud.ts';
import { formatNumber, formatSeconds, formatShare } from '#src/cli/format.ts';
import type { Output } from '#src/cli/output.ts';
import { formatFields, formatTable } from '#src/cli/table.ts';
import type { RunRecord } from '#src/contracts/run.ts';
import type { Demo } from './wine-demo.ts';

const metric = (name: string) => ({
  title: name,
  text: (run: RunRecord) => formatNumber(run.metrics?.[name]),
  align: 'right' as const,
});

const columns = [
  { title: 'data', text: (run: RunRecord) => run.dataVersion },
  { title: 'decision', text: (run: RunRecord) => run.drift?.decision ?? 'first version' },
  {
    title: 'drift share',
    text: (run: RunRecord) => (run.drift ? formatShare(run.drift.driftShare) : '–'),
    align: 'right' as const,
  },
  metric('accuracy'),
  metric('auc'),
  metric('f1'),
  { title: 'model', text: (run: RunRecord) => `version ${run.modelVersion}` },
  { title: 'took', text: (run: RunRecord) => formatSeconds(run.seconds ?? 0), align: 'right' as const },
];

/** What the demo did, and where everything is. */
export async function summarize(demo: Demo, cloud: Cloud, out: Output): Promise<string> {
  const key = await cloud.apiKeys.defaultKey();
  const places = formatFields([
    ['API', cloud.apiUrl],
    ['API key', key],
    ['AWS endpoint', cloud.endpoint],
    ['data bucket', cloud.deployment.DataBucketName],
    ['logs', '.driftloop/logs/emulator.log'],
  ]);
  return [
    out.style('bold', 'The loop on projects/wine.yaml'),
    formatTable(columns, demo.runs),
    '',
    `POST /predict ${demo.request}`,
    `  → ${JSON.stringify(demo.predictions)}`,
    '',
    places,
  ].join('\n');
}

/** What to do next, as commands that work as they are. */
export async function suggestions({ request }: Demo, { apiUrl, apiKeys }: Cloud): Promise<string> {
  const key = await apiKeys.defaultKey();
  return [
    'Try next:',
    '  npx driftloop runs list wine',
    '  npx driftloop models show wine 2',
    '  npx driftloop simulate --help',
    `  curl -s ${apiUrl}/predict -H 'x-api-key: ${key}' -H 'content-type: application/json' \\`,
    `    -d '${request}'`,
  ].join('\n');
}
