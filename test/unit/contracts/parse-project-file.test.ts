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
    expect(() => parseProjectFile('project: [wine\n')).toThrow(/not valid YAML.*line/s);
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
