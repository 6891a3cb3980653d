import { availableParallelism } from 'node:os';
import { splitAfter } from '#src/cli/actions/read-split.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { evaluate } from '#src/evaluate/evaluate.ts';
import { modelToOnnx } from '#src/onnx/model-to-onnx.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { selectRows } from '#src/tabular/select.ts';
import { prepareData } from '#src/train/prepare-data.ts';
import { trainModel } from '#src/train/train-model.ts';
import { trainingSetOf } from '#src/train/training-set.ts';
import { watchedSetOf } from '#src/tune/run-trial.ts';
import { tuneProject } from '#src/tune/tune-project.ts';

// What `python_tune.py` does and no more, with the product's own parts: tune-process.ts TRAIN TEST SEED; the AUC of the
// ONNX model on the test rows as JSON on stdout.

const [train = '', test = '', seed = ''] = process.argv.slice(2);
const given = ProjectFile.parse({
  ...{ project: 'bench', target: 'y', task: 'binary' },
  training: { seed: Number(seed), tune: { trials: 20 } },
});
const { target, task } = given;
const { rowCount } = await readTable([train], { columns: [target] });
const table = await readTable([train, test]);
const prepared = await prepareData(table, given, splitAfter(rowCount, table.rowCount));
const set = watchedSetOf(prepared, table, given);
const { project, trials } = await tuneProject(set, given, { threads: availableParallelism() });

const { algorithm, hyperparameters } = project.training;
const model = trainModel({
  ...trainingSetOf(prepared, table, project),
  ...{ target, algorithm, hyperparameters, seed: Number(seed) },
});
const { plan, labels } = prepared;
const onnx = modelToOnnx({ plan: plan.features, predictor: model.predictor, task, target, classes: plan.classes });
model.dispose();
const probabilities = await scoreTable(onnx, plan.features, selectRows(table, plan.split.test));
const actual = Float32Array.from(plan.split.test, (row) => labels[row] ?? Number.NaN);
const { auc } = evaluate({ labels: actual, probabilities, classCount: plan.classes.length });
const pruned = trials.filter(({ state }) => state === 'pruned').length;
process.stdout.write(JSON.stringify({ auc, pruned }));
