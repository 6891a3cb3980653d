import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AssetHashType, AssetStaging, Stack } from 'aws-cdk-lib';
import { DockerImageAsset, Platform as ImagePlatform } from 'aws-cdk-lib/aws-ecr-assets';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { buildLayer } from '../layers/build-layer.ts';
import { layerContents } from '../layers/layer-contents.ts';
import type { Platform } from '../platform.ts';
import { inRepository } from '../repository.ts';
import { bundle } from './handler-code.ts';

export interface TrainingImageProps {
  readonly platform: Platform;
}

/**
 * The Train step with every layer, as a container image: data may be too large to be read without the engine. Synthesis
 * needs no Docker.
 */
export class TrainingImage extends Construct {
  readonly asset: DockerImageAsset;

  constructor(scope: Construct, id: string, { platform }: TrainingImageProps) {
    super(scope, id);
    const source = inRepository('lib', 'training-image');
    const staged = new AssetStaging(this, 'Contents', {
      sourcePath: source,
      assetHashType: Stack.of(this).bundlingRequired ? AssetHashType.OUTPUT : AssetHashType.SOURCE,
      bundling: {
        image: Runtime.NODEJS_24_X.bundlingImage, // required by CDK, used only where the local bundler cannot run
        local: {
          tryBundle: (folder) => {
            cpSync(join(source, 'Dockerfile'), join(folder, 'Dockerfile'));
            writeContents(platform, folder);
            return true;
          },
        },
      },
    });
    this.asset = new DockerImageAsset(this, 'Resource', {
      directory: staged.absoluteStagedPath,
      platform: platform.endsWith('arm64') ? ImagePlatform.LINUX_ARM64 : ImagePlatform.LINUX_AMD64,
    });
  }
}

/** `opt` is what Lambda makes of the layers, `task` the bundle. */
function writeContents(platform: Platform, folder: string): void {
  for (const name of ['analytics', 'training', 'inference'] as const) {
    buildLayer(layerContents[name], platform, join(folder, 'opt'));
  }
  mkdirSync(join(folder, 'task'));
  for (const file of bundle([{ in: inRepository('lambdas', 'train-task', 'main.ts'), out: 'train-task/main' }])) {
    writeFileSync(join(folder, 'task', basename(file.path)), file.contents);
  }
}
