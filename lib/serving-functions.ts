import type { FunctionNeeds } from './function-needs.ts';

const models = '*/runs/*';
const batchInput = '*/batch/input/*';
const batchOutput = '*/batch/output/*';
const batchRuns = '*/batch/runs/*';
const scored = '*/batch/scored/*';

/** Answers one request with the production model. */
export const predict: FunctionNeeds = {
  size: 'predict',
  layers: ['inference'],
  access: { read: { artifacts: [models] }, registry: ['GetItem'] },
};

/** Starts a batch, for a client or at night. */
export const startBatch: FunctionNeeds = {
  size: 'light',
  layers: [],
  access: {
    list: { data: [batchInput], artifacts: [scored] },
    write: { artifacts: [batchRuns] },
    registry: ['GetItem', 'Query'],
  },
};

/** Tells a client how far its batch is. */
export const batchStatus: FunctionNeeds = {
  size: 'light',
  layers: [],
  access: {
    list: { data: [batchOutput], artifacts: [batchRuns] },
    read: { data: [batchOutput], artifacts: [batchRuns] },
    registry: ['GetItem'],
  },
};

/** The batch workflow's states. */
export const batchSteps = {
  ListBatchFiles: {
    size: 'light',
    layers: [],
    access: {
      list: { data: [batchInput], artifacts: [scored] },
      write: { artifacts: [batchRuns] },
      registry: ['GetItem'],
    },
  },
  ScoreBatchFile: {
    size: 'data',
    layers: ['analytics', 'inference'],
    access: {
      read: { data: [batchInput], artifacts: [models] },
      write: { data: [batchOutput], artifacts: [batchRuns, scored] },
    },
  },
  RecordBatch: {
    size: 'light',
    layers: [],
    access: {
      list: { artifacts: [batchRuns] },
      read: { artifacts: [batchRuns] },
      write: { data: [batchOutput] },
    },
  },
} as const satisfies Record<string, FunctionNeeds>;
