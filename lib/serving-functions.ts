import type { FunctionNeeds } from './pipeline-steps.ts';

/** Answers one request with the production model. */
export const predict: FunctionNeeds = {
  size: 'predict',
  layers: ['inference'],
  access: { read: { artifacts: ['*/runs/*'] }, registry: ['GetItem'] },
};
