import type { ProjectFile } from '../contracts/project-file.ts';

type Imputation = ProjectFile['features']['impute'];

/** `features.impute` → what a missing number becomes, from the values that are present; null leaves it missing. */
const FILLS: Readonly<Record<Imputation, (present: () => Float32Array) => number | null>> = {
  none: () => null,
  zero: () => 0,
  mean: (present) => {
    const values = present();
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  },
  median: (present) => {
    const sorted = present().sort();
    const middle = sorted.length / 2;
    return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  },
};

/** @param present - gives the training values without the missing ones, at least one */
export function fillValue(imputation: Imputation, present: () => Float32Array): number | null {
  const fill = FILLS[imputation](present);
  return fill === null ? null : Math.fround(fill);
}
