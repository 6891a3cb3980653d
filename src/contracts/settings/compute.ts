import { z } from 'zod';

interface MemorySizes {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Gigabytes of memory that Fargate offers by the number of processors. */
export const FARGATE_SIZES: ReadonlyMap<number, MemorySizes> = new Map([
  [1, { from: 2, to: 8, step: 1 }],
  [2, { from: 4, to: 16, step: 1 }],
  [4, { from: 8, to: 30, step: 1 }],
  [8, { from: 16, to: 60, step: 4 }],
  [16, { from: 32, to: 120, step: 8 }],
]);

/** A task of this size on spare capacity; it costs by the second and may be taken away, and then goes on where it was. */
const FargateSpot = z
  .strictObject({
    on: z.literal('fargate-spot'),
    cpu: z.int().default(2),
    memoryGb: z.int().default(16),
  })
  .superRefine(({ cpu, memoryGb }, context) => {
    const refuse = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
    const sizes = FARGATE_SIZES.get(cpu);
    if (!sizes) return refuse('cpu', `Fargate has ${[...FARGATE_SIZES.keys()].join(', ')} processors, not ${cpu}`);
    const { from, to, step } = sizes;
    if (memoryGb >= from && memoryGb <= to && memoryGb % step === 0) return;
    const steps = step === 1 ? '' : `, in steps of ${step}`;
    refuse('memoryGb', `with ${cpu} processors Fargate has ${from} to ${to} GB${steps}, not ${memoryGb}`);
  });
export type FargateSpot = z.infer<typeof FargateSpot>;

interface Instance {
  readonly processors: number;
  readonly memoryGb: number;
}

/**
 * What a SageMaker training job may run on: the general-purpose instances that its XGBoost is recommended to have.
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost.html (EC2 Instance Recommendation)
 */
export const SAGEMAKER_INSTANCES: ReadonlyMap<string, Instance> = new Map([
  ['ml.m5.large', { processors: 2, memoryGb: 8 }],
  ['ml.m5.xlarge', { processors: 4, memoryGb: 16 }],
  ['ml.m5.2xlarge', { processors: 8, memoryGb: 32 }],
  ['ml.m5.4xlarge', { processors: 16, memoryGb: 64 }],
  ['ml.m5.12xlarge', { processors: 48, memoryGb: 192 }],
  ['ml.m5.24xlarge', { processors: 96, memoryGb: 384 }],
]);

/** A training job of SageMaker's own XGBoost, on spare capacity; it costs by the second. */
const SageMaker = z.strictObject({
  on: z.literal('sagemaker'),
  instance: z
    .string()
    .default('ml.m5.xlarge')
    .refine((instance) => SAGEMAKER_INSTANCES.has(instance), {
      error: `choose from ${[...SAGEMAKER_INSTANCES.keys()].join(', ')}`,
    }),
});
export type SageMaker = z.infer<typeof SageMaker>;

/** @throws RangeError for an instance that a project file cannot name */
export function instanceSize(instance: string): Instance {
  const size = SAGEMAKER_INSTANCES.get(instance);
  if (size) return size;
  throw new RangeError(`${instance} is none of ${[...SAGEMAKER_INSTANCES.keys()].join(', ')}`);
}

/** `training.compute`: lambda | fargate-spot | sagemaker, or with a size. */
export const Compute = z.union([z.enum(['lambda', 'fargate-spot', 'sagemaker']), FargateSpot, SageMaker], {
  error:
    'say lambda, fargate-spot or sagemaker, or { on: fargate-spot, cpu: 4, memoryGb: 16 }, ' +
    'or { on: sagemaker, instance: ml.m5.xlarge }',
});
export type Compute = z.infer<typeof Compute>;

/** Where to train, with all sizes. */
export function machineOf(compute: Compute): { readonly on: 'lambda' } | FargateSpot | SageMaker {
  if (compute === 'lambda') return { on: compute };
  if (compute === 'fargate-spot') return FargateSpot.parse({ on: compute });
  return compute === 'sagemaker' ? SageMaker.parse({ on: compute }) : compute;
}
