import type { StepUse } from '../contracts/run.ts';

/**
 * What AWS asks for Lambda in us-east-1, first tier, without the free tier: US dollars. Source:
 * https://aws.amazon.com/lambda/pricing/, as of May 2026. Other regions differ by up to a third.
 */
const LAMBDA_PRICE = {
  perGbSecond: { x64: 0.0000166667, arm64: 0.0000133334 },
  perRequest: 0.0000002,
} as const;

/**
 * An estimate of what the steps of a run cost as Lambda functions, in US dollars: seconds × GB × price, and a request
 * each. Start-up, storage, transitions of the workflow and attempts that failed are not in it.
 *
 * @returns undefined where no step is known, or none ran as a function
 */
export function estimatedCost(steps: Readonly<Record<string, StepUse>> | undefined): number | undefined {
  const functions = Object.values(steps ?? {}).filter(({ memoryMb }) => memoryMb !== undefined);
  if (functions.length === 0) return undefined;
  return functions.reduce((sum, use) => sum + costOf(use), 0);
}

const costOf = ({ seconds, memoryMb = 0, processor, count = 1 }: StepUse): number =>
  seconds * (memoryMb / 1024) * LAMBDA_PRICE.perGbSecond[processor] + count * LAMBDA_PRICE.perRequest;
