import type { FeaturePlan } from '../../contracts/feature-plan.ts';
import { RowsOfTable } from '../../onnx/rows-of-table.ts';
import { runOnRows } from '../../onnx/score-table.ts';
import { createSession } from '../../serve/onnx-runtime.ts';
import { selectRows } from '../../tabular/select.ts';
import type { Table } from '../../tabular/table.ts';

const WARM_UPS = 20;
const REPEATS = 101;

/**
 * Time that the graph takes to predict some rows, after a warm-up: the median of 101 times, in milliseconds.
 *
 * @param table - rows to take in turn; at least one
 * @param now - a clock in milliseconds
 */
export async function measureLatency(
  onnx: Uint8Array,
  plan: Pick<FeaturePlan, 'rawColumns'>,
  { table, rows, now }: { readonly table: Table; readonly rows: number; readonly now: () => number },
): Promise<number> {
  const session = await createSession(onnx);
  try {
    const repeated = selectRows(
      table,
      Int32Array.from({ length: rows }, (_, index) => index % table.rowCount),
    );
    const input = new RowsOfTable(plan, repeated).take();
    const output = session.outputNames.at(-1) ?? '';
    const times: number[] = [];
    for (let run = 0; run < WARM_UPS + REPEATS; run += 1) {
      const start = now();
      await runOnRows(session, input, output);
      if (run >= WARM_UPS) times.push(now() - start);
    }
    return times.sort((a, b) => a - b)[REPEATS >> 1] ?? 0;
  } finally {
    await session.release();
  }
}
