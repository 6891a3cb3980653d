import { chmodSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { zipFolder } from '#localstack/zip-folder.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const { path } = temporaryFolder();
let folders = 0;

function folderWith(files: readonly string[]): string {
  folders += 1;
  const folder = path(String(folders));
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), `contents of ${file}`);
  }
  return folder;
}

async function zipped(folder: string): Promise<Buffer> {
  await zipFolder(folder, `${folder}.zip`);
  return readFileSync(`${folder}.zip`);
}

test('the same files give the same bytes, in whatever order and whenever they were written', async () => {
  const first = folderWith(['index.mjs', 'node_modules/a/index.js']);
  const second = folderWith(['node_modules/a/index.js', 'index.mjs']);
  utimesSync(join(second, 'index.mjs'), 1, 1);
  expect(await zipped(second)).toEqual(await zipped(first));
});

test('contents, names and the executable bit are part of the archive', async () => {
  const archive = await zipped(folderWith(['a']));
  const otherName = await zipped(folderWith(['b']));
  const executable = folderWith(['a']);
  chmodSync(join(executable, 'a'), 0o755);
  expect(otherName).not.toEqual(archive);
  expect(await zipped(executable)).not.toEqual(archive);
});

test('a link is packed as the file it leads to', async () => {
  const folder = folderWith(['target']);
  symlinkSync('target', join(folder, 'link'));
  expect((await zipped(folder)).toString('latin1')).toContain('link');
});
