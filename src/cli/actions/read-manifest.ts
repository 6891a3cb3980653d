import { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ModelVersion } from '#src/ports/model-registry.ts';
import type { Cloud } from '../cloud.ts';

/** @throws NotFoundError, IntegrityError when the manifest is not the one that was registered */
export async function readManifest(
  { artifacts }: Pick<Cloud, 'artifacts'>,
  { manifest }: Pick<ModelVersion, 'manifest'>,
): Promise<ModelManifest> {
  return ModelManifest.parse(JSON.parse(new TextDecoder().decode(await artifacts.read(manifest))));
}
