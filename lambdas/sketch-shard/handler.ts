import { join } from 'node:path';
import { z } from 'zod';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { withScratch } from '#lambdas/shared/scratch.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { DriftShard } from '#src/contracts/drift-shard.ts';
import { encodeSketch } from '#src/sketch/sketch-file.ts';
import { sketchTable } from '#src/sketch/table-sketch.ts';
import { readRowRange } from '#src/tabular/row-range.ts';

/** Sketches some rows of a data set. */
export const sketchShard = defineStep({
  name: 'SketchShard',
  input: DriftShard,
  output: z.null(), // the map's output is that of all shards
  async run({ data, from, to, categories, sketch: key }, { artifacts }) {
    const table = await withScratch(async (folder) => {
      const path = join(folder, 'table.parquet');
      await artifacts.download(data, path);
      return readRowRange(path, { from, to });
    });
    const sketch = sketchTable(table, new Set(categories));
    await artifacts.write('artifacts', key, encodeSketch(sketch), 'application/gzip');
    return null;
  },
});

export const handler = lambdaHandler(sketchShard);
