import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      dependencies: z.array(z.string()).default([]),
      properties: z.unknown().optional(),
    }),
  ),
});

const StackProperties = z.object({
  stackName: z.string().optional(),
  templateFile: z.string(),
  terminationProtection: z.boolean().default(false),
  stackTemplateAssetObjectUrl: z.string(),
  requiresBootstrapStackVersion: z.int().optional(),
  bootstrapStackVersionSsmParameter: z.string().optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

const AssetManifest = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        displayName: z.string().optional(),
        source: z.object({ path: z.string(), packaging: z.enum(['file', 'zip']) }),
        destinations: z.record(z.string(), z.object({ bucketName: z.string(), objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** A file or folder of the assembly and where CloudFormation expects it; the key holds the digest of its contents. */
export interface Asset {
  readonly path: string;
  readonly packaging: 'file' | 'zip';
  readonly bucket: string;
  readonly key: string;
  readonly name: string;
}

export interface StackToDeploy {
  readonly name: string;
  /** Where the template will be, as `s3://<bucket>/<key>`. */
  readonly template: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  readonly assets: readonly Asset[];
  readonly bootstrap?: { readonly parameter: string; readonly version: number };
}

export interface CloudAssembly {
  readonly account: string;
  readonly region: string;
  /** Each after the stacks it needs. */
  readonly stacks: readonly StackToDeploy[];
}

/**
 * Reads what `cdk synth` wrote.
 *
 * @throws Error when the stacks are not all for one given account and region
 */
export function readCloudAssembly(folder: string): CloudAssembly {
  const { artifacts } = Manifest.parse(readJson(join(folder, 'manifest.json')));
  const ids = Object.keys(artifacts).filter((id) => artifacts[id]?.type === 'aws:cloudformation:stack');
  const { account, region } = accountAndRegion(new Set(ids.map((id) => artifacts[id]?.environment)));
  const inOrder = dependencyOrder(ids, (id) => artifacts[id]?.dependencies ?? []);
  const stacks = inOrder.map((id) => readStack(folder, id, artifacts[id]?.properties, { account, region }));
  return { account, region, stacks };
}

function accountAndRegion(places: ReadonlySet<string | undefined>): { account: string; region: string } {
  const named = [...places].join(', ');
  const [, account, region] = /^aws:\/\/(\d{12})\/([a-z0-9-]+)$/.exec(named) ?? [];
  if (!account || !region) throw new Error(`the stacks must be for one account and region, but are for ${named}`);
  return { account, region };
}

function readStack(
  folder: string,
  id: string,
  properties: unknown,
  { account, region }: { account: string; region: string },
): StackToDeploy {
  const stack = StackProperties.parse(properties);
  const { files } = AssetManifest.parse(readJson(join(folder, `${id}.assets.json`)));
  const values: Record<string, string> = { AccountId: account, Region: region, Partition: 'aws' };
  const fill = (text: string) =>
    text.replaceAll(/\$\{AWS::(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
  const assets = Object.values(files).flatMap(({ source, destinations, displayName }) =>
    Object.values(destinations).map(({ bucketName, objectKey }) => ({
      ...source,
      path: join(folder, source.path),
      bucket: fill(bucketName),
      key: fill(objectKey),
      name: displayName ?? source.path,
    })),
  );
  const { bootstrapStackVersionSsmParameter: parameter, requiresBootstrapStackVersion: version } = stack;
  return {
    name: stack.stackName ?? id,
    template: fill(stack.stackTemplateAssetObjectUrl),
    tags: stack.tags,
    terminationProtection: stack.terminationProtection,
    assets,
    ...(parameter && version && { bootstrap: { parameter, version } }),
  };
}

/** Depth first, so that every id comes after what it depends on. */
function dependencyOrder(ids: readonly string[], dependenciesOf: (id: string) => readonly string[]): string[] {
  const ordered = new Set<string>();
  const visit = (id: string): void => {
    if (ordered.has(id)) return;
    for (const dependency of dependenciesOf(id)) if (ids.includes(dependency)) visit(dependency);
    ordered.add(id);
  };
  for (const id of ids) visit(id);
  return [...ordered];
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
