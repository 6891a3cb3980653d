import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
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

test('the same files give the same bytes, in whatever order and whenever they were written', async () => {
  const first = folderWith(['index.mjs', 'node_modules/a/index.js']);
  const second = folderWith(['node_modules/a/index.js', 'index.mjs']);
  utimesSync(join(second, 'index.mjs'), 1, 1);
  expect(await zipFolder(second)).toEqual(await zipFolder(first));
});

test('contents, names and the executable bit are part of the archive', async () => {
  const archive = await zipFolder(folderWith(['a']));
  const otherName = await zipFolder(folderWith(['b']));
  const executable = folderWith(['a']);
  chmodSync(join(executable, 'a'), 0o755);
  expect(otherName).not.toEqual(archive);
  expect(await zipFolder(executable)).not.toEqual(archive);
});

test('a link is packed as the file it leads to', async () => {
  const folder = folderWith(['target']);
  symlinkSync('target', join(folder, 'link'));
  expect(Buffer.from(await zipFolder(folder)).toString('latin1')).toContain('link');
});
