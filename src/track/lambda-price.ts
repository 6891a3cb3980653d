import type { StepUse } from '../contracts/run.ts';
import { machineCost } from './machine-price.ts';

/**
 * What AWS asks for Lambda in us-east-1, first tier, without the free tier: US dollars. Source:
 * https://aws.amazon.com/lambda/pricing/, as of May 2026. Other regions differ by up to a third.
 */
const LAMBDA_PRICE = {
  perGbSecond: { x64: 0.0000166667, arm64: 0.0000133334 },
  perRequest: 0.0000002,
} as const;

/**
 * An estimate of what the steps of a run cost, in US dollars: as Lambda functions, seconds × GB × price, and a request
 * each; as a training task or job, by `machineCost`. Start-up, storage, transitions of the workflow and attempts that
 * failed are not in it.
 *
 * @returns undefined where no step is known, or none ran on a machine of AWS
 */
export function estimatedCost(steps: Readonly<Record<string, StepUse>> | undefined): number | undefined {
  const costs = Object.values(steps ?? {}).flatMap((use) => machineCost(use) ?? functionCost(use) ?? []);
  return costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0);
}

function functionCost({ seconds, memoryMb, processor, count = 1 }: StepUse): number | undefined {
  if (memoryMb === undefined) return undefined;
  return seconds * (memoryMb / 1024) * LAMBDA_PRICE.perGbSecond[processor] + count * LAMBDA_PRICE.perRequest;
}
