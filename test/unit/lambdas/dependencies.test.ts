import { describe, expect, it } from 'vitest';
import { dependencies } from '#lambdas/shared/dependencies.ts';

const complete = {
  DATA_BUCKET: 'data',
  ARTIFACTS_BUCKET: 'artifacts',
  CAPTURE_BUCKET: 'capture',
  REGISTRY_TABLE: 'registry',
  RUNS_TABLE: 'runs',
  CODE_VERSION: '0123456789ab',
  AWS_EMF_ENVIRONMENT: 'Lambda',
};

describe('dependencies', () => {
  it('are built from a complete environment without touching the network', () => {
    expect(dependencies(complete)).toMatchObject({ codeVersion: '0123456789ab' });
  });

  it.each(Object.keys(complete))('name %s when it is missing', (name) => {
    const rest = Object.fromEntries(Object.entries(complete).filter(([other]) => other !== name));
    expect(() => dependencies(rest)).toThrow(name);
  });

  it('refuse a place from which metrics would go over the network', () => {
    expect(() => dependencies({ ...complete, AWS_EMF_ENVIRONMENT: 'EC2' })).toThrow('AWS_EMF_ENVIRONMENT');
  });
});
