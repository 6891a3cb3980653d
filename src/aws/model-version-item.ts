import { z } from 'zod';
import { SafeName } from '#src/contracts/names.ts';
import { ObjectRef } from '#src/contracts/object-ref.ts';
import { Metrics } from '#src/contracts/run.ts';
import type { ModelVersion } from '#src/ports/model-registry.ts';
import type { StoredItem } from './item-table.ts';

const ModelVersionItem = z.object({
  team: SafeName,
  project: SafeName,
  version: z.int().positive(),
  stage: z.enum(['None', 'Staging', 'Production', 'Archived']),
  manifest: ObjectRef,
  onnx: ObjectRef,
  metrics: Metrics,
  runId: z.string(),
  createdAt: z.string(),
});

/** `COUNTER`, `RUN#…` and `STAGE#Production` each name one version. */
const VersionPointer = z.object({ version: z.int().positive() });

export const parseModelVersion = ({ attributes }: StoredItem): ModelVersion => ModelVersionItem.parse(attributes);

/** The version that a pointer item names; undefined without an item. */
export const pointedVersion = (item: StoredItem | undefined): number | undefined =>
  item && VersionPointer.parse(item.attributes).version;
