import type { z } from 'zod';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';

/** Reads what an earlier step wrote, through the contract both share. */
export async function readJson<S extends z.ZodType>(
  artifacts: ArtifactStore,
  ref: ObjectRef,
  schema: S,
): Promise<z.output<S>> {
  return schema.parse(JSON.parse(new TextDecoder().decode(await artifacts.read(ref))));
}

/** Writes a value to the artifacts bucket in the form its contract gives it; the same value gives the same bytes. */
export function writeJson<S extends z.ZodType>(
  artifacts: ArtifactStore,
  key: string,
  schema: S,
  value: z.input<S>,
): Promise<ObjectRef> {
  return artifacts.write('artifacts', key, `${JSON.stringify(schema.parse(value), null, 2)}\n`, 'application/json');
}
