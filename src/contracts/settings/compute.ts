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

/** `training.compute`: lambda | fargate-spot, or with a size. */
export const Compute = z.union([z.enum(['lambda', 'fargate-spot']), FargateSpot], {
  error: 'say lambda or fargate-spot, or { on: fargate-spot, cpu: 4, memoryGb: 16 }',
});
export type Compute = z.infer<typeof Compute>;

/** The task to train in; undefined where a function does. */
export function fargateSize(compute: Compute): FargateSpot | undefined {
  if (compute === 'lambda') return undefined;
  return compute === 'fargate-spot' ? FargateSpot.parse({ on: compute }) : compute;
}
