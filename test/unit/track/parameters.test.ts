import { expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { parametersOf } from '#src/track/parameters.ts';

it('has every setting that shapes the model by its dotted key, defaults included, and no other', () => {
  const parameters = parametersOf(
    parseProjectFile(
      'project: p\ntarget: t\ntask: binary\ncolumns: { id: { type: ignore } }\ngate: { auc: { min: 0.5 } }\n' +
        'tags: { team: blue }\ntraining: { hyperparameters: { num_leaves: 7 }, monotone: { x: increasing } }\n',
    ),
  );
  expect(parameters).toMatchObject({
    'columns.id.type': 'ignore',
    'training.algorithm': 'lightgbm',
    'training.hyperparameters.num_leaves': 7,
    'training.monotone.x': 'increasing',
    'training.test.fraction': 0.2,
    'training.seed': 42,
    'features.encode': 'ordinal',
  });
  expect(Object.keys(parameters).filter((key) => !/^(columns|merge|features|training)\./.test(key))).toEqual([]);
});
