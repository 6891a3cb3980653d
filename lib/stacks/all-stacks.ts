import { type App, Tags } from 'aws-cdk-lib';
import type { Config } from '../config.ts';
import { DataStack } from './data-stack.ts';
import { RegistryStack } from './registry-stack.ts';

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
  Tags.of(app).add('application', 'driftloop');
  Tags.of(app).add('environment', name);
  return { data, registry };
}
