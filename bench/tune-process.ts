import { availableParallelism } from 'node:os';
import { splitAfter } from '#src/cli/actions/read-split.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { fitPrepared } from '#src/train/fit-project.ts';
import { prepareData } from '#src/train/prepare-data.ts';
import { watchedSetOf } from '#src/tune/run-trial.ts';
import { tuneProject } from '#src/tune/tune-project.ts';

// What `python_tune.py` does, with the product's own parts: tune-process.ts TRAIN TEST SEED; the AUC of the ONNX model on
// the test rows as JSON on stdout.

const [train = '', test = '', seed = ''] = process.argv.slice(2);
const training = { seed: Number(seed), tune: { trials: 20 } };
const project = ProjectFile.parse({ project: 'bench', target: 'y', task: 'binary', training });
const { rowCount } = await readTable([train], { columns: ['y'] });
const table = await readTable([train, test]);
const prepared = await prepareData(table, project, splitAfter(rowCount, table.rowCount));
const set = watchedSetOf(prepared, table, project);
const tuned = await tuneProject(set, project, { threads: availableParallelism() });
const { metrics } = await fitPrepared(prepared, table, tuned.project);
const pruned = tuned.trials.filter(({ state }) => state === 'pruned').length;
process.stdout.write(JSON.stringify({ auc: metrics['auc'], pruned }));
