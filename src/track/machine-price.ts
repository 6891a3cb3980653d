import type { StepUse } from '../contracts/run.ts';

const HOUR = 3600;

/**
 * What AWS asks for a Fargate task on demand in us-east-1, by the hour: US dollars. Source:
 * https://aws.amazon.com/fargate/pricing/, spring of 2026. Spare capacity is some 50 to 70 % cheaper and its price
 * varies, so that what is estimated with this is the most.
 */
const FARGATE_PRICE = {
  x64: { perProcessor: 0.04048, perGb: 0.004445 },
  arm64: { perProcessor: 0.03238, perGb: 0.00356 },
} as const;

/**
 * What AWS asks for a training instance on demand in us-east-1, by the hour: US dollars. Source:
 * https://aws.amazon.com/sagemaker/ai/pricing/, spring of 2026. Seconds on spare capacity are billed as fewer.
 */
const INSTANCE_PRICE: ReadonlyMap<string, number> = new Map([
  ['ml.m5.large', 0.115],
  ['ml.m5.xlarge', 0.23],
  ['ml.m5.2xlarge', 0.461],
  ['ml.m5.4xlarge', 0.922],
  ['ml.m5.12xlarge', 2.765],
  ['ml.m5.24xlarge', 5.53],
]);

/** What a training machine of its own cost at most, in US dollars; undefined for a step that had none. */
export function machineCost(use: StepUse): number | undefined {
  const { seconds, instance, billedSeconds = seconds, taskCpus, memoryMb = 0, processor } = use;
  if (instance !== undefined) return (billedSeconds / HOUR) * (INSTANCE_PRICE.get(instance) ?? 0);
  if (taskCpus === undefined) return undefined;
  const { perProcessor, perGb } = FARGATE_PRICE[processor];
  return (seconds / HOUR) * (taskCpus * perProcessor + (memoryMb / 1024) * perGb);
}
