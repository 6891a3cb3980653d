import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCloudAssembly } from '#localstack/cloud-assembly.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** The placeholders of account and region. */
const place = ['$', '{AWS::AccountId}-$', '{AWS::Region}'].join('');

const stack = (dependencies: string[], environment = 'aws://000000000000/eu-west-1') => ({
  type: 'aws:cloudformation:stack',
  environment,
  dependencies,
  properties: {
    templateFile: 'x.template.json',
    stackTemplateAssetObjectUrl: `s3://assets-${place}/template.json`,
    requiresBootstrapStackVersion: 6,
    bootstrapStackVersionSsmParameter: '/cdk-bootstrap/version',
  },
});

const { path } = temporaryFolder();
let assemblies = 0;

function assembly(artifacts: Record<string, unknown>): string {
  assemblies += 1;
  const folder = path(String(assemblies));
  mkdirSync(folder);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  for (const id of Object.keys(artifacts)) {
    const code = {
      displayName: 'Code',
      source: { path: 'asset.abc', packaging: 'zip' },
      destinations: { here: { bucketName: `assets-${place}`, objectKey: 'abc.zip' } },
    };
    writeFileSync(join(folder, `${id}.assets.json`), JSON.stringify({ files: { abc: code } }));
  }
  return folder;
}

test('stacks come after the stacks they need, whatever order the manifest has', () => {
  const folder = assembly({
    serving: stack(['pipeline', 'serving.assets']),
    pipeline: stack(['data']),
    data: stack([]),
    tree: { type: 'cdk:tree' },
  });
  expect(readCloudAssembly(folder).stacks.map(({ name }) => name)).toEqual(['data', 'pipeline', 'serving']);
});

test('account and region are filled in wherever the assembly leaves them open', () => {
  const { account, region, stacks } = readCloudAssembly(assembly({ data: stack([]) }));
  expect({ account, region }).toEqual({ account: '000000000000', region: 'eu-west-1' });
  expect(stacks[0]).toMatchObject({
    template: 's3://assets-000000000000-eu-west-1/template.json',
    bootstrap: { parameter: '/cdk-bootstrap/version', version: 6 },
    assets: [{ bucket: 'assets-000000000000-eu-west-1', key: 'abc.zip', packaging: 'zip', name: 'Code' }],
  });
});

test('stacks of several accounts are refused: one endpoint is one account', () => {
  const folder = assembly({ data: stack([]), other: stack([], 'aws://111111111111/eu-west-1') });
  expect(() => readCloudAssembly(folder)).toThrow('one account and region');
});
