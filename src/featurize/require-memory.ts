import { type FeaturePlan, featureNames, featuresOfStep } from '../contracts/feature-plan.ts';
import { UntrainableDataError } from '../errors.ts';

/** A float32 for all rows and a copy of it for the training rows, at the least. */
const BYTES_PER_VALUE = 8;

/**
 * Refuses features that no training could hold: one-hot columns of a text with very many values mostly.
 *
 * @param memoryBytes - of the machine
 * @throws UntrainableDataError naming the column with the most features
 */
export function requireMemory(plan: FeaturePlan, rowCount: number, memoryBytes: number): void {
  const count = featureNames(plan).length;
  const bytes = count * rowCount * BYTES_PER_VALUE;
  if (bytes <= memoryBytes) return;
  const needed = `${count} features of ${rowCount} rows need at least ${gigabytes(bytes)} of memory and this machine has ${gigabytes(memoryBytes)}`;
  throw new UntrainableDataError(`${needed}: ${remedy(plan)}`);
}

function remedy({ steps }: FeaturePlan): string {
  const onehot = steps.filter((step) => step.kind === 'onehot');
  const [widest] = onehot.toSorted((a, b) => featuresOfStep(b).length - featuresOfStep(a).length);
  if (!widest) return 'use fewer rows or columns';
  return `column "${widest.column}" alone makes ${featuresOfStep(widest).length}, so encode it as native, ordinal or frequency`;
}

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;
