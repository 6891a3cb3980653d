import type { FileSketch } from './data-file.ts';
import { type Storage, widen } from './storage.ts';

/** Every column's storage over all files, in order of first appearance. */
export function unifiedStorage(files: readonly Pick<FileSketch, 'columns'>[]): ReadonlyMap<string, Storage> {
  const unified = new Map<string, { storage: Storage; allMissing: boolean }>();
  for (const { name, storage, allMissing } of files.flatMap((file) => file.columns)) {
    const before = unified.get(name);
    if (!before || before.allMissing) unified.set(name, { storage, allMissing });
    else if (!allMissing) unified.set(name, { storage: widen(before.storage, storage), allMissing });
  }
  return new Map([...unified].map(([name, { storage }]) => [name, storage]));
}
