import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environments } from '#lib/environments.ts';
import { type Resource, resourcesOf, templates } from './synthesize.ts';

const Properties = z.looseObject({
  Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  Description: z.string(),
  Timeout: z.int(),
  LoggingConfig: z.object({ LogGroup: z.object({ Ref: z.string() }) }),
  Layers: z.array(z.object({ Ref: z.string() })).default([]),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

const functionsOf = (env: string) =>
  resourcesOf(env, 'AWS::Lambda::Function').map(([id, resource]: [string, Resource]) => ({
    id,
    raw: resource.Properties,
    ...Properties.parse(resource.Properties),
  }));

const stepOf = ({ Description }: { Description: string }) => Description.replace('Driftloop: ', '');

describe.each(Object.keys(environments))('every function of %s', (env) => {
  const functions = functionsOf(env);

  it('is there', () => {
    expect(functions.length).toBeGreaterThanOrEqual(21);
  });

  it('has a role of its own', () => {
    const roles = functions.map(({ id, Role }) => `${id.split('/')[0]}/${Role['Fn::GetAtt'][0]}`);
    expect(new Set(roles).size).toBe(functions.length);
  });

  it('has a log group of its own, with an end', () => {
    const retention = new Map(
      resourcesOf(env, 'AWS::Logs::LogGroup').map(([id, group]) => [id, group.Properties['RetentionInDays']]),
    );
    const groups = functions.map(({ id, LoggingConfig }) => `${id.split('/')[0]}/${LoggingConfig.LogGroup.Ref}`);
    expect(new Set(groups).size).toBe(functions.length);
    for (const days of retention.values()) expect(days).toBe(environments[env]?.retention.logDays);
  });

  it('says how much memory and time it gets, is traced, and keeps events it could not handle', () => {
    for (const { raw } of functions) {
      expect(raw).toMatchObject({
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        MemorySize: expect.any(Number),
        Timeout: expect.any(Number),
        TracingConfig: { Mode: 'Active' },
        DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^DeadLetters/), 'Arn'] } },
        Architectures: [environments[env]?.platform.endsWith('arm64') ? 'arm64' : 'x86_64'],
      });
    }
  });

  it('knows the stores and its own name', () => {
    for (const lambda of functions) {
      expect(lambda.Environment.Variables).toMatchObject({
        DATA_BUCKET: expect.anything(),
        ARTIFACTS_BUCKET: expect.anything(),
        CAPTURE_BUCKET: expect.anything(),
        REGISTRY_TABLE: expect.anything(),
        RUNS_TABLE: expect.anything(),
        CODE_VERSION: expect.stringMatching(/./),
        AWS_EMF_ENVIRONMENT: 'Lambda',
        POWERTOOLS_SERVICE_NAME: stepOf(lambda),
      });
    }
  });

  it('runs a handler that exists', () => {
    const missing = functions.map(stepOf).filter((step) => !existsSync(`lambdas/${step}/handler.ts`));
    expect(missing).toEqual([]);
  });

  it('ends before the state that waits for it', () => {
    const timeouts = new Map(functions.map((lambda) => [stepOf(lambda), lambda.Timeout]));
    for (const [step, seconds] of [...taskTimeouts('training'), ...taskTimeouts('batch')]) {
      expect(timeouts.get(step), step).toBeLessThan(seconds);
    }
  });
});

/** The longest that each function's state may take, by the function's folder. */
function taskTimeouts(workflow: string): [step: string, seconds: number][] {
  const found: [string, number][] = [];
  JSON.parse(readFileSync(`state-machines/${workflow}.asl.json`, 'utf8'), (_, value) => {
    const name = /^\$\{(\w+)FunctionArn\}$/.exec(value?.Resource)?.[1];
    if (name)
      found.push([name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(), value.TimeoutSeconds]);
    return value;
  });
  return found;
}

describe('native modules', () => {
  it('reach only the functions that load them', () => {
    const layers = Object.fromEntries(
      functionsOf('dev')
        .filter(({ Layers }) => Layers.length > 0)
        .map((lambda) => [stepOf(lambda), lambda.Layers.map(({ Ref }) => /Layers([a-z]+)/.exec(Ref)?.[1]).sort()]),
    );
    expect(layers).toEqual({
      'validate-data': ['analytics'],
      'sketch-shard': ['analytics'],
      'merge-datasets': ['analytics'],
      featurize: ['inference'],
      'run-trial': ['training'],
      train: ['inference', 'training'],
      'import-sagemaker-model': ['inference', 'training'],
      gate: ['inference'],
      predict: ['inference'],
      'score-batch-file': ['analytics', 'inference'],
    });
  });

  it('are shared within a stack', () => {
    templates('dev').pipeline.resourceCountIs('AWS::Lambda::LayerVersion', 3);
    templates('dev').serving.resourceCountIs('AWS::Lambda::LayerVersion', 2);
  });
});
