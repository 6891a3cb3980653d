import type { z } from 'zod';
import type { Config } from './config.ts';
import { hostPlatform } from './platform.ts';

type Environment = Omit<z.input<typeof Config>, 'name'>;

const dev: Environment = {
  platform: 'linux-arm64',
  keepData: false,
  retention: { logDays: 30, replacedObjectDays: 30, captureDays: 30, accessLogDays: 30 },
  functions: {
    light: { memoryMb: 512, timeoutSeconds: 100 },
    data: { memoryMb: 2048, timeoutSeconds: 900, scratchMb: 4096 },
    train: { memoryMb: 3008, timeoutSeconds: 900, scratchMb: 4096 }, // the most that a new AWS account may ask for
    predict: { memoryMb: 1024, timeoutSeconds: 20 },
  },
  api: {
    stage: { requestsPerSecond: 100, burst: 200 },
    perKey: { requestsPerSecond: 50, burst: 100, requestsPerDay: 100_000 },
  },
  alarms: { driftShare: 0.5, accuracy: 0.7, clientErrorRate: 0.5, serverErrorRate: 0.01, latencyP99Ms: 3000 },
  batchSchedule: 'cron(0 2 * * ? *)',
};

const prod: Environment = {
  ...dev,
  keepData: true,
  retention: { logDays: 180, replacedObjectDays: 365, captureDays: 365, accessLogDays: 365 },
  functions: {
    ...dev.functions,
    data: { memoryMb: 3008, timeoutSeconds: 900, scratchMb: 10_240 },
    train: { memoryMb: 3008, timeoutSeconds: 900, scratchMb: 10_240 },
    predict: { memoryMb: 1769, timeoutSeconds: 20 }, // one whole vCPU
  },
  api: {
    stage: { requestsPerSecond: 1000, burst: 2000 },
    perKey: { requestsPerSecond: 200, burst: 400, requestsPerDay: 2_000_000 },
  },
};

/** The local cloud runs functions as processes of this machine, in the emulator's own account. */
const local: Environment = {
  ...dev,
  account: '000000000000',
  region: 'us-east-1',
  platform: hostPlatform(),
  retention: { logDays: 3, replacedObjectDays: 7, captureDays: 7, accessLogDays: 3 },
};

/** Every environment that `-c env=` can choose. */
export const environments: Readonly<Record<string, Environment>> = { local, dev, prod };
