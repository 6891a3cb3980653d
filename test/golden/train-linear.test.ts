import { describe, expect, it } from 'vitest';
import type { Split } from '#src/featurize/split-rows.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { type DataSet, goldenSplit, projectFor, readDataSet } from '#test/support/golden-models.ts';
import { hasShared } from '#test/support/shared-data.ts';

/**
 * What scikit-learn 1.9.1 reached on the same rows: StandardScaler after SimpleImputer for numbers and OneHotEncoder for
 * texts, then LogisticRegression or Ridge with their defaults, to convergence.
 */
const SCIKIT_LEARN = {
  wine: { accuracy: 0.9722222, auc: 1, f1: 0.9709619, logLoss: 0.0738904 },
  breast_cancer: { accuracy: 0.9824561, auc: 0.9953704, f1: 0.9811508, logLoss: 0.077872 },
  telco_churn: { accuracy: 0.8055358, auc: 0.8417422, f1: 0.7375829, logLoss: 0.4206832 },
  california_housing: { rmse: 70_765.566, mae: 50_592.821, r2: 0.6259339 },
} as const satisfies Partial<Record<DataSet, Record<string, number>>>;

/** Every fifth row is held out. */
function everyFifth(rowCount: number): Split {
  const rows = [...Array(rowCount).keys()];
  return { train: rows.filter((row) => row % 5 !== 0), test: rows.filter((row) => row % 5 === 0) };
}

describe.skipIf(!hasShared)(`the linear learner${hasShared ? '' : ' (../shared is absent)'}`, () => {
  it.each(Object.keys(SCIKIT_LEARN) as (keyof typeof SCIKIT_LEARN)[])(
    'is as good as scikit-learn on %s',
    async (name) => {
      const table = await readDataSet(name);
      const split = name === 'california_housing' ? everyFifth(table.rowCount) : goldenSplit(name);
      const project = projectFor(name, { training: { algorithm: 'linear' } });
      const { metrics } = await fitProject(table, project, { split });
      for (const [metric, expected] of Object.entries(SCIKIT_LEARN[name])) {
        expect(Math.abs(metrics[metric]! / expected - 1)).toBeLessThan(2e-4);
      }
    },
  );
});
