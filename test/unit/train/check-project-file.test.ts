import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { checkProjectFile } from '#src/train/check-project-file.ts';

const check = (settings: string) =>
  checkProjectFile(parseProjectFile(`{ project: wine, target: target, task: multiclass, ${settings} }`));

describe('checkProjectFile', () => {
  it('accepts the example project', () => {
    const text = readFileSync(new URL('../../../projects/wine.yaml', import.meta.url), 'utf8');
    expect(() => checkProjectFile(parseProjectFile(text))).not.toThrow();
  });

  it.each([
    ['a rule', 'validation: { rules: ["alcohol betwixt 8 and 20"] }', /alcohol betwixt/],
    ['a hyperparameter', 'training: { hyperparameters: { num_leafs: 3 } }', /num_leaves/],
    ['early stopping', 'training: { algorithm: linear, earlyStopping: {} }', /training\.earlyStopping/],
    ['a metric to stop by', 'training: { earlyStopping: { metric: rmse } }', /logLoss, auc, error|logLoss, error/],
    ['a constraint', 'training: { algorithm: linear, monotone: { hue: 1 } }', /training\.monotone/],
    ['a weight', 'training: { sampleWeight: target }', /training\.sampleWeight: "target" is the target/],
    ['a metric', 'gate: { acuracy: { min: 0.9 } }', /accuracy/],
    ['a metric of another task', 'gate: { rmse: { max: 1 } }', /gate\.rmse/],
    ['a metric to compare with production', 'gate: { againstProduction: { metric: f2 } }', /f1/],
    ['an expression', 'features: { derived: { ratio: "alcohol / / hue" } }', /alcohol/],
  ])('refuses %s that no run could use, and names it', (_, settings, named) => {
    expect(() => check(settings)).toThrow(named);
    expect(() => check(settings)).toThrow(expect.objectContaining({ name: 'InvalidProjectFileError' }));
  });

  it('refuses class weights of a regression', () => {
    const text = '{ project: wine, target: hue, task: regression, training: { classWeights: balanced } }';
    expect(() => checkProjectFile(parseProjectFile(text))).toThrow('a regression has no classes');
  });

  it.each([
    ['monotone: { hue: up }', /training\.monotone.*increasing/s],
    ['classWeights: heavy', /training\.classWeights.*balanced/s],
    ['classWeights: { a: 0 }', /training\.classWeights/],
    ['earlyStopping: { fraction: 1 }', /training\.earlyStopping\.fraction/],
    ['earlyStopping: { round: 5 }', /rounds/],
  ])('the schema refuses training: { %s }', (setting, message) => {
    const text = `{ project: wine, target: target, task: multiclass, training: { ${setting} } }`;
    expect(() => parseProjectFile(text)).toThrow(message);
  });
});
