import { AssetHashType, Stack } from 'aws-cdk-lib';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { buildLayer, layerDigest } from '../layers/build-layer.ts';
import { type LayerName, layerContents } from '../layers/layer-contents.ts';
import type { Platform } from '../platform.ts';
import { inRepository } from '../repository.ts';

export interface NativeLayersProps {
  readonly platform: Platform;
}

/**
 * The native modules of a stack's functions, each once.
 *
 * A stack has layers of its own: a layer version is replaced when its contents change, and CloudFormation refuses to
 * replace what another stack imports.
 */
export class NativeLayers extends Construct {
  private readonly platform: Platform;
  private readonly versions = new Map<LayerName, LayerVersion>();

  constructor(scope: Construct, id: string, { platform }: NativeLayersProps) {
    super(scope, id);
    this.platform = platform;
  }

  /** The layers of these names, made when they are first asked for. */
  named(names: readonly LayerName[]): LayerVersion[] {
    return names.map((name) => this.versions.get(name) ?? this.add(name));
  }

  private add(name: LayerName): LayerVersion {
    const version = new LayerVersion(this, name, {
      description: layerContents[name].description,
      code: this.code(name),
      compatibleRuntimes: [Runtime.NODEJS_24_X],
      compatibleArchitectures: [this.platform.endsWith('arm64') ? Architecture.ARM_64 : Architecture.X86_64],
    });
    this.versions.set(name, version);
    return version;
  }

  private code(name: LayerName): Code {
    const contents = layerContents[name];
    return Code.fromAsset(inRepository('lib', 'layers'), {
      assetHashType: AssetHashType.CUSTOM,
      // Known before it is built, so that an unchanged layer is not built again.
      assetHash: Stack.of(this).bundlingRequired ? layerDigest(contents, this.platform) : `${name}-${this.platform}`,
      bundling: {
        image: Runtime.NODEJS_24_X.bundlingImage, // required by CDK, used only where the local bundler cannot run
        local: {
          tryBundle: (folder) => {
            buildLayer(contents, this.platform, folder);
            return true;
          },
        },
      },
    });
  }
}
