import { FARGATE_SIZES } from '../contracts/settings/compute.ts';
import { TrainingMachineError } from '../errors.ts';
import type { TrainingEstimate } from './estimate-training.ts';

export interface Machine {
  /** As in a sentence: `the training function`. */
  readonly name: string;
  readonly memoryMb: number;
  /** After which it is stopped. */
  readonly seconds: number;
}

/** Estimates were within these factors of what was measured. */
const MEMORY_MARGIN = 1.25;
const TIME_MARGIN = 1.5;

/** The state's timeout in state-machines/training.asl.json. */
export const FARGATE_SECONDS = 10_800;

/** MaxRuntimeInSeconds of the training job there; MaxWaitTimeInSeconds, which includes it, is an hour more. */
export const SAGEMAKER_SECONDS = 7200;

/**
 * Refuses a training that its machine could not finish, and says which could.
 *
 * @throws TrainingMachineError
 */
export function requireRoom(estimate: TrainingEstimate, machine: Machine): void {
  const short = shortage(estimate, machine);
  if (short !== undefined) throw new TrainingMachineError(`this training ${short}: ${adviceFor(withMargin(estimate))}`);
}

/** What the machine has too little of, as the end of a sentence; undefined where it has enough. */
export function shortage(estimate: TrainingEstimate, machine: Machine): string | undefined {
  const needed = withMargin(estimate);
  if (needed.memoryMb > machine.memoryMb) {
    return `needs about ${gigabytes(needed.memoryMb)} of memory and ${machine.name} has ${gigabytes(machine.memoryMb)}`;
  }
  if (needed.seconds <= machine.seconds) return undefined;
  return `needs about ${minutes(needed.seconds)} and ${machine.name} is stopped after ${minutes(machine.seconds)}`;
}

const withMargin = ({ memoryMb, seconds }: TrainingEstimate): TrainingEstimate => ({
  memoryMb: memoryMb * MEMORY_MARGIN,
  seconds: seconds * TIME_MARGIN,
});

function adviceFor({ memoryMb, seconds }: TrainingEstimate): string {
  const fitting = [...FARGATE_SIZES].find(([cpu, { to }]) => cpu > 1 && to * 1024 >= memoryMb);
  if (!fitting || seconds > FARGATE_SECONDS) return 'set fewer rounds or leaves, or train on fewer rows or columns';
  const [cpu, { from, step }] = fitting;
  if (cpu === 2) return 'set training.compute to fargate-spot';
  const memoryGb = Math.max(from, Math.ceil(memoryMb / 1024 / step) * step);
  return `set training.compute to { on: fargate-spot, cpu: ${cpu}, memoryGb: ${memoryGb} }`;
}

const gigabytes = (megabytes: number): string => `${(megabytes / 1024).toFixed(1)} GB`;
const minutes = (seconds: number): string => `${Math.ceil(seconds / 60)} minutes`;
