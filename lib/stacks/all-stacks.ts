import { type App, Tags } from 'aws-cdk-lib';
import type { Config } from '../config.ts';
import { DataStack } from './data-stack.ts';
import { MonitoringStack } from './monitoring-stack.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { RegistryStack } from './registry-stack.ts';
import { ServingStack } from './serving-stack.ts';

/** The stacks of one environment, split by lifetime; each needs only those before it. */
export function addStacks(app: App, config: Config) {
  const { name, account, region, keepData } = config;
  const stack = (part: string) => ({
    config,
    stackName: `driftloop-${name}-${part}`,
    env: { ...(account && { account }), ...(region && { region }) },
  });
  const data = new DataStack(app, `driftloop-${name}-data`, { ...stack('data'), terminationProtection: keepData });
  const registry = new RegistryStack(app, `driftloop-${name}-registry`, {
    ...stack('registry'),
    terminationProtection: keepData,
    key: data.storage.key,
  });
  const stores = { storage: data.storage, tables: registry.tables };
  const pipeline = new PipelineStack(app, `driftloop-${name}-pipeline`, {
    ...stack('pipeline'),
    stores,
    alerts: data.alerts,
  });
  const serving = new ServingStack(app, `driftloop-${name}-serving`, {
    ...stack('serving'),
    stores,
    alerts: data.alerts,
  });
  const monitoring = new MonitoringStack(app, `driftloop-${name}-monitoring`, {
    ...stack('monitoring'),
    alerts: data.alerts,
    pipeline,
    serving,
  });
  Tags.of(app).add('application', 'driftloop');
  Tags.of(app).add('environment', name);
  return { data, registry, pipeline, serving, monitoring };
}
