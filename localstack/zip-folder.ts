import { createWriteStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Earliest time a zip can hold: archives of the same files are the same bytes, whenever they are made. */
const mtime = new Date(1980, 0, 1);

/** Packs the files of a folder, links followed, in the order of their names, into the file `archive`. */
export async function zipFolder(folder: string, archive: string): Promise<void> {
  const zip = new ZipFile();
  for (const file of filesOf(folder)) {
    const path = join(folder, file);
    const executable = (statSync(path).mode & 0o100) !== 0;
    zip.addFile(path, file, { mtime, mode: executable ? 0o100755 : 0o100644, compressionLevel: 1 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(archive));
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
