import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { z } from 'zod';
import { configFor } from '#lib/config-for.ts';
import { addStacks } from '#lib/stacks/all-stacks.ts';

const CdkJson = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()) });

export const readCdkJson = () => CdkJson.parse(JSON.parse(readFileSync('cdk.json', 'utf8')));

const scratch = mkdtempSync(join(tmpdir(), 'driftloop-synth-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** An app with the flags of cdk.json, which builds neither bundles nor layers. */
export const newApp = () =>
  new App({
    outdir: mkdtempSync(join(scratch, 'app-')),
    context: { ...readCdkJson().context, 'aws:cdk:bundling-stacks': [] },
  });

export const STACKS = ['data', 'registry', 'pipeline', 'serving', 'monitoring'] as const;
export type StackPart = (typeof STACKS)[number];

const synthesized = new Map<string, Record<StackPart, Template>>();

/** The templates of an environment, or of one with tasks to train in (`dev+bigTraining`), synthesized once per test file. */
export function templates(env: string): Record<StackPart, Template> {
  const known = synthesized.get(env);
  if (known) return known;
  process.env['CDK_VALIDATION'] = 'false'; // CDK's own linter takes seconds to start; one test runs it
  const app = newApp();
  const [name = '', big] = env.split('+');
  addStacks(app, configFor({ env: name, ...(big && { bigTraining: true }) }));
  const assembly = app.synth();
  const template = (part: StackPart) =>
    Template.fromJSON(assembly.getStackByName(`driftloop-${name}-${part}`).template);
  const all = {
    data: template('data'),
    registry: template('registry'),
    pipeline: template('pipeline'),
    serving: template('serving'),
    monitoring: template('monitoring'),
  };
  synthesized.set(env, all);
  return all;
}

const Resource = z.looseObject({ Type: z.string(), Properties: z.looseObject({}).default({}) });
export type Resource = z.infer<typeof Resource>;

/** Every resource of a type in an environment, by stack and logical id. */
export const resourcesOf = (env: string, type: string): [id: string, resource: Resource][] =>
  STACKS.flatMap((part) =>
    Object.entries(templates(env)[part].findResources(type)).map(([id, resource]): [string, Resource] => [
      `${part}/${id}`,
      Resource.parse(resource),
    ]),
  );
