import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import { Platform } from './platform.ts';

/** What a Lambda function gets; a step names its class, the environment says how much that is. */
export const FunctionSize = z.strictObject({
  memoryMb: z.int().min(128).max(10_240),
  timeoutSeconds: z.int().min(1).max(900),
  /** Size of /tmp, where Parquet files are staged. */
  scratchMb: z.int().min(512).max(10_240).default(512),
});
export type FunctionSize = z.infer<typeof FunctionSize>;

const Rate = z.strictObject({ requestsPerSecond: z.number().positive(), burst: z.int().positive() });

/** Everything in which one environment may differ from another. */
export const Config = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9]{1,11}$/),
  /** Absent: the stacks can be deployed to whichever account the CLI is signed in to. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'an AWS account has 12 digits')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'for example eu-central-1')
    .optional(),
  platform: Platform,
  /** Deletion protection, and stores that survive the deletion of their stack. */
  keepData: z.boolean(),
  retention: z.strictObject({
    logDays: z
      .int()
      .refine((days) => days in RetentionDays, 'CloudWatch Logs keeps 1, 3, 5, 7, 14, 30, 60, 90, … 3653 days'),
    /** How long a replaced or deleted object can still be read by its version id, as lineage does. */
    replacedObjectDays: z.int().positive(),
    captureDays: z.int().positive(),
    accessLogDays: z.int().positive(),
  }),
  functions: z.strictObject({
    /** Steps that move references and records. */
    light: FunctionSize,
    /** Steps that read and write whole data sets. */
    data: FunctionSize,
    train: FunctionSize,
    /** Answers while a client waits: the API gives up after 29 seconds. */
    predict: FunctionSize.extend({ timeoutSeconds: z.int().min(1).max(29) }),
  }),
  api: z.strictObject({
    /** All clients together. */
    stage: Rate,
    perKey: Rate.extend({ requestsPerDay: z.int().positive() }),
  }),
  alarms: z.strictObject({
    driftShare: z.number().positive().max(1),
    accuracy: z.number().positive().max(1),
    /** Share of requests, 0..1. */
    clientErrorRate: z.number().positive().max(1),
    serverErrorRate: z.number().positive().max(1),
    latencyP99Ms: z.int().positive(),
  }),
  /** Whether training may run as a task on Fargate Spot or a job of SageMaker; deploying it builds a container image. */
  bigTraining: z.boolean().default(false),
  batchSchedule: z.string().regex(/^(cron|rate)\(.+\)$/),
  alertEmail: z.email().optional(),
});
export type Config = z.infer<typeof Config>;
