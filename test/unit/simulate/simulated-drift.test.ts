import { describe, expect, it } from 'vitest';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { simulate } from '#src/simulate/simulate.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const DATA = [
  { name: 'wine', task: 'multiclass' },
  { name: 'breast_cancer', task: 'binary' },
] as const;

describe.skipIf(!hasShared).each(DATA)('simulated $name (skipped when ../shared is absent)', ({ name, task }) => {
  const read = () => readTable([sharedPath(`data/${name}/${name}.csv`)]);

  it.each([100, 178, 500])('without drift has none, at %d rows', async (rows) => {
    const baseline = await read();
    for (const seed of SEEDS) {
      const current = simulate({ baseline, target: 'target', task, rows, seed });
      expect(detectDrift(baseline, current).decision, `seed ${seed}`).toBe('no_drift');
    }
  });

  it('with half of the features one standard deviation higher has drifted', async () => {
    const baseline = await read();
    const names = baseline.columns.map((column) => column.name);
    const columns = names.slice(0, Math.ceil(names.length / 2));
    for (const seed of SEEDS) {
      const drift = { kind: 'shift', size: 1, columns } as const;
      const current = simulate({ baseline, target: 'target', task, rows: 178, seed, drift });
      expect(detectDrift(baseline, current).decision, `seed ${seed}`).toBe('merge_datasets');
    }
  });
});
