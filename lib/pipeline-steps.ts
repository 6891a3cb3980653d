import type { FunctionNeeds } from './function-needs.ts';

/** What earlier steps of any run wrote: a step is told exact keys and versions, and checks their digests. */
const runs = '*/runs/*';

/** Of the data sets of a project, shared by its runs. */
const sketches = '*/sketches/*';

/** What came of the tuning trials of a run. */
const trials = '*/runs/*/run-trial/*';

/** The training workflow's states, in its order. Each writes under its own name only. */
export const pipelineSteps = {
  DetectNewVersion: {
    size: 'light',
    layers: [],
    access: {
      list: { data: ['*/raw/*'] },
      read: { data: ['*/raw/*'] },
      write: { artifacts: ['*/runs/*/detect-new-version/*'] },
      registry: ['GetItem', 'Query'],
      runs: ['GetItem', 'Query', 'PutItem'],
    },
  },
  ValidateData: {
    size: 'data',
    layers: ['analytics'],
    access: {
      read: { data: ['*/raw/*', '*/merged/*'], artifacts: [runs] },
      write: { data: ['*/quarantine/*'], artifacts: ['*/runs/*/validate-data/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  PlanDriftCheck: {
    size: 'light',
    layers: [],
    access: {
      read: { artifacts: [runs] },
      list: { artifacts: [sketches] },
      write: { artifacts: ['*/runs/*/plan-drift-check/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  DriftCheck: {
    size: 'data',
    layers: [],
    access: {
      read: { data: ['*/merged/*'], artifacts: [runs] },
      write: { artifacts: ['*/runs/*/drift-check/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  SketchShard: {
    size: 'data',
    layers: ['analytics'],
    access: {
      read: { data: ['*/merged/*'], artifacts: [runs] },
      write: { artifacts: [sketches] },
    },
  },
  CompareSketches: {
    size: 'data',
    layers: [],
    access: {
      read: { artifacts: [runs, sketches] },
      write: { artifacts: ['*/runs/*/drift-check/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  MergeDatasets: {
    size: 'data',
    layers: ['analytics'],
    access: {
      read: { data: ['*/merged/*'], artifacts: [runs] },
      write: { data: ['*/merged/*'], artifacts: ['*/runs/*/merge-datasets/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  Featurize: {
    size: 'data',
    layers: ['inference'], // features are made by the graph that the model will contain
    access: {
      read: { data: ['*/merged/*'], artifacts: [runs] },
      write: { data: ['*/features/*'], artifacts: ['*/runs/*/featurize/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  PlanTuning: {
    size: 'light',
    layers: [],
    access: {
      read: { artifacts: [runs] },
      list: { artifacts: [trials] },
      write: { artifacts: ['*/runs/*/plan-tuning/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  RunTrial: {
    size: 'train',
    layers: ['training'],
    access: {
      read: { data: ['*/merged/*', '*/features/*'], artifacts: [runs] },
      list: { artifacts: [trials] },
      write: { artifacts: [trials] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  WriteTrainingChannel: {
    size: 'train',
    layers: [],
    access: {
      read: { data: ['*/merged/*', '*/features/*'], artifacts: [runs] },
      write: { data: ['*/features/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  ImportSagemakerModel: {
    size: 'train',
    layers: ['training', 'inference'],
    access: {
      read: { data: ['*/merged/*', '*/features/*'], artifacts: [runs] },
      write: { artifacts: ['*/runs/*/train/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  Train: {
    size: 'train',
    layers: ['training', 'inference'], // inference: the ONNX graph must agree with the library
    access: {
      read: { data: ['*/merged/*', '*/features/*'], artifacts: [runs] },
      write: { artifacts: ['*/runs/*/train/*'] },
      runs: ['GetItem', 'PutItem'],
    },
  },
  Gate: {
    size: 'data',
    layers: ['inference'], // both models predict the held-out rows
    access: {
      read: { data: ['*/merged/*'], artifacts: [runs] },
      write: { artifacts: ['*/runs/*/gate/*'] },
      registry: ['GetItem'],
      runs: ['GetItem', 'PutItem'],
    },
  },
  Register: {
    size: 'light',
    layers: [],
    access: {
      read: { artifacts: [runs] },
      registry: ['GetItem', 'PutItem'],
      runs: ['GetItem', 'PutItem'],
    },
  },
  PushMetrics: {
    size: 'light',
    layers: [],
    access: { runs: ['GetItem', 'PutItem'] },
  },
  RecordFailure: {
    size: 'light',
    layers: [],
    access: { runs: ['GetItem', 'PutItem'] },
  },
} as const satisfies Record<string, FunctionNeeds>;

/** Chooses the machine to train on. */
export const planTraining: FunctionNeeds = {
  size: 'light',
  layers: [],
  access: { read: { artifacts: [runs] } },
};

/** Of the Train step as a task, which finds its own checkpoint. */
export const trainTask: FunctionNeeds = {
  ...pipelineSteps.Train,
  access: { ...pipelineSteps.Train.access, list: { artifacts: ['*/runs/*/train/*'] } },
};

/** Starts a run when an upload is complete. */
export const startRun: FunctionNeeds = {
  size: 'light',
  layers: [],
  access: { list: { data: ['*/raw/*'] }, runs: ['Query'] },
};

/** Settles a run whose execution ended outside every Catch. */
export const executionFailed: FunctionNeeds = {
  size: 'light',
  layers: [],
  access: { runs: ['GetItem', 'Query', 'PutItem'] },
};
