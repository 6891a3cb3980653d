import { readFile } from 'node:fs/promises';
import { splitAfter } from '#src/cli/actions/read-split.ts';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { evaluate } from '#src/evaluate/evaluate.ts';
import { modelToOnnx } from '#src/onnx/model-to-onnx.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { readFiles } from '#src/tabular/read-table.ts';
import { keepRows } from '#src/tabular/release-memory.ts';
import { nativeLibrary } from '#src/train/native-library.ts';
import { prepareData } from '#src/train/prepare-data.ts';
import { trainModel } from '#src/train/train-model.ts';
import { trainingSetOf } from '#src/train/training-set.ts';

// What `python_train.py` does and no more, with the product's own parts: train-process.ts PROJECT TRAIN TEST; seconds and
// the AUC of the ONNX model as JSON on stdout. The seconds are those from arrays in memory to a trained model; the library
// is loaded before, as it is there.

const clock = () => ({ seconds: performance.now() / 1000, cpu: process.cpuUsage() });

function since(start: ReturnType<typeof clock>) {
  const { user, system } = process.cpuUsage(start.cpu);
  return { seconds: performance.now() / 1000 - start.seconds, cpuSeconds: (user + system) / 1e6 };
}

const [projectFile = '', train = '', test = ''] = process.argv.slice(2);
const project = parseProjectFile(await readFile(projectFile, 'utf8'), projectFile);
const { target, task, training } = project;
const { table, rowCounts } = await readFiles([train, test]);
const prepared = await prepareData(table, project, splitAfter(rowCounts[0] ?? 0, table.rowCount));
const { plan, labels } = prepared;
const set = trainingSetOf(prepared, table, project);
const heldOut = keepRows(table, plan.split.test);
nativeLibrary(training.algorithm === 'lightgbm' ? 'lib_lightgbm' : 'libxgboost');

const beforeTraining = clock();
const { algorithm, hyperparameters, seed } = training;
const model = trainModel({ ...set, target, algorithm, hyperparameters, seed });
const trained = since(beforeTraining);

const beforeConversion = clock();
const onnx = modelToOnnx({ plan: plan.features, predictor: model.predictor, task, target, classes: plan.classes });
const { seconds: onnxSeconds } = since(beforeConversion);
model.dispose();

const probabilities = await scoreTable(onnx, plan.features, heldOut);
const actual = Float32Array.from(plan.split.test, (row) => labels[row] ?? Number.NaN);
const { auc } = evaluate({ labels: actual, probabilities, classCount: plan.classes.length });
process.stdout.write(JSON.stringify({ ...trained, auc, onnxSeconds }));
