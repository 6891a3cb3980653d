import { describe, expect, it } from 'vitest';
import { inactiveSettings } from '#src/contracts/inactive-settings.ts';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';

const minimal = 'project: wine\ntarget: target\ntask: multiclass\n';

describe('parseProjectFile', () => {
  it('fills every default of a three-line file', () => {
    expect(parseProjectFile(minimal)).toMatchObject({
      team: 'demo',
      drift: { mode: 'calibrated', share: 0.5 },
      features: { encode: 'ordinal', impute: 'none' },
      training: { algorithm: 'lightgbm', seed: 42, test: { fraction: 0.2, strategy: 'stratified' } },
      gate: {},
    });
  });

  it('names the nearest key for an unknown one', () => {
    expect(() => parseProjectFile(`${minimal}taget: x\n`, 'wine.yaml')).toThrow(
      /wine\.yaml: unknown key "taget": did you mean "target"\?/,
    );
  });

  it('names the nearest key in a nested section', () => {
    expect(() => parseProjectFile(`${minimal}training: { tst: {} }\n`)).toThrow(
      /unknown key "training\.tst": did you mean "test"/,
    );
    expect(() => parseProjectFile(`${minimal}gate: { accuracy: { mni: 0.9 } }\n`)).toThrow(/did you mean "min"/);
  });

  it('names the key whose value is wrong', () => {
    expect(() => parseProjectFile(`${minimal}drift: { share: 2 }\n`)).toThrow(/drift\.share/);
    expect(() => parseProjectFile(`${minimal}drift: { thresholds: { a: -1 } }\n`)).toThrow(/drift\.thresholds\.a/);
    expect(() => parseProjectFile(`${minimal}drift: { thresholds: { a: much } }\n`)).toThrow(/drift\.thresholds\.a/);
  });

  it('takes how versions are merged', () => {
    expect(parseProjectFile(minimal).merge).toEqual({ lineage: true });
    expect(parseProjectFile(`${minimal}merge: { deduplicate: { by: [id] }, lineage: false }\n`).merge).toEqual({
      deduplicate: { by: ['id'], keep: 'newest' },
      lineage: false,
    });
    expect(() => parseProjectFile(`${minimal}merge: { deduplicate: { by: [] } }\n`)).toThrow(/merge\.deduplicate\.by/);
    expect(() => parseProjectFile(`${minimal}merge: { deduplicate: { key: [id] } }\n`)).toThrow(
      /unknown key "merge\.deduplicate\.key": did you mean "by"/,
    );
    expect(() => parseProjectFile(`${minimal}merge: { deduplicate: { by: [id], keep: last } }\n`)).toThrow(/keep/);
  });

  it('says where the YAML breaks', () => {
    expect(() => parseProjectFile('project: [wine\n', 'a.yaml')).toThrow(
      /^a\.yaml is not valid YAML: .* at line 2, column 1$/,
    );
    expect(() => parseProjectFile(`${minimal}card: *owner\n`)).toThrow(/not valid YAML: Unresolved alias/);
    expect(() => parseProjectFile(`${minimal}---\n${minimal}`)).toThrow(/several documents/);
  });

  it.each([
    ['', 'project file is empty: it needs project, target and task'],
    ['# nothing\n', 'project file is empty'],
    ['- a\n', 'the file: expected keys and values, not a list of 1'],
    ['project: p\ntarget: y\n', 'task: expected binary, multiclass or regression, but it is missing: add it'],
    [`${minimal}training:\n`, 'training: expected keys and values, but it is empty: fill it in or leave it out'],
    [`${minimal}training: { seed: "7" }\n`, 'training.seed: expected a number, not the text "7"'],
    [`${minimal}training: { seed: -7 }\n`, 'training.seed: expected at least 0, not -7'],
    [`${minimal}training: { test: { fraction: 1 } }\n`, 'training.test.fraction: expected less than 1, not 1'],
    [
      `${minimal}training: { hyperparameters: { eta: [1] } }\n`,
      'training.hyperparameters.eta: expected a number, a text or true or false, not a list of 1',
    ],
    [
      `${minimal}training: { algorithm: xgbost }\n`,
      'training.algorithm: expected lightgbm, xgboost or linear, not the text "xgbost": did you mean "xgboost"?',
    ],
  ])('says of %j what is expected and what is there', (text, message) => {
    expect(() => parseProjectFile(text)).toThrow(message);
  });

  it('refuses a project name that could be a path', () => {
    expect(() => parseProjectFile('project: ../wine\ntarget: t\ntask: binary\n')).toThrow(/project/);
  });
});

describe('inactiveSettings', () => {
  it('is silent about a file whose settings all work', () => {
    expect(inactiveSettings(parseProjectFile(minimal))).toEqual([]);
  });

  it('tells that a rollout strategy does nothing yet', () => {
    expect(inactiveSettings(parseProjectFile(`${minimal}rollout: { strategy: canary }\n`))).toHaveLength(1);
  });
});
