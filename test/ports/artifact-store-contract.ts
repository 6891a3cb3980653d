import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Area, ArtifactStore } from '#src/ports/artifact-store.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

export interface ArtifactStoreUnderTest {
  readonly store: ArtifactStore;
  /** What any other S3 client does: writes, whatever is there. */
  readonly put: (area: Area, key: string, body: string) => Promise<unknown>;
  readonly remove: (area: Area, key: string) => Promise<unknown>;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

export function artifactStoreContract(name: string, open: () => Promise<ArtifactStoreUnderTest>): void {
  describe(`ArtifactStore on ${name}`, () => {
    let store: ArtifactStore;
    let put: ArtifactStoreUnderTest['put'];
    let remove: ArtifactStoreUnderTest['remove'];
    const folder = temporaryFolder();
    beforeAll(async () => ({ store, put, remove } = await open()));

    it('reads back what was written, under its digest', async () => {
      const ref = await store.write('artifacts', 'a/report.json', '{"ä":1}', 'application/json');
      expect(ref).toMatchObject({ key: 'a/report.json', sha256: sha256('{"ä":1}'), bytes: 8 });
      expect(text(await store.read(ref))).toBe('{"ä":1}');
    });

    it('reads the version that was named, whatever was written since', async () => {
      const first = await store.write('artifacts', 'a/versions.txt', 'first', 'text/plain');
      const second = await store.write('artifacts', 'a/versions.txt', 'second', 'text/plain');
      expect(second.versionId).not.toBe(first.versionId);
      expect(text(await store.read(first))).toBe('first');
      expect(text(await store.read(second))).toBe('second');
    });

    it('writes the same bytes once', async () => {
      const first = await store.write('artifacts', 'a/same.txt', 'same', 'text/plain');
      expect(await store.write('artifacts', 'a/same.txt', 'same', 'text/plain')).toEqual(first);
    });

    it('gives one version to writers of the same bytes at the same time', async () => {
      const writes = Array.from({ length: 8 }, () => store.write('artifacts', 'a/race.txt', 'same', 'text/plain'));
      expect(new Set((await Promise.all(writes)).map(({ versionId }) => versionId)).size).toBe(1);
    });

    it('writes again over the same bytes when something else came between', async () => {
      const first = await store.write('artifacts', 'a/back.txt', 'A', 'text/plain');
      await store.write('artifacts', 'a/back.txt', 'B', 'text/plain');
      const last = await store.write('artifacts', 'a/back.txt', 'A', 'text/plain');
      expect(last.versionId).not.toBe(first.versionId);
      expect(await store.head('artifacts', 'a/back.txt')).toMatchObject({ versionId: last.versionId });
    });

    it('refuses bytes that are not those of the reference', async () => {
      const ref = await store.write('artifacts', 'a/damaged.txt', 'original', 'text/plain');
      const forged = { ...ref, sha256: sha256('forged') };
      const path = folder.path('damaged.txt');
      await expect(store.read(forged)).rejects.toMatchObject({ name: 'IntegrityError' });
      await expect(store.download(forged, path)).rejects.toMatchObject({ name: 'IntegrityError' });
      expect(existsSync(path)).toBe(false);
    });

    it('uploads and downloads files of any size, the empty one included', async () => {
      for (const [file, body] of [['large.bin', 'x'.repeat(20 * 1024 * 1024)] as const, ['empty.bin', ''] as const]) {
        const ref = await store.upload('data', `files/${file}`, folder.write(file, body), 'application/octet-stream');
        expect(ref).toMatchObject({ sha256: sha256(body), bytes: body.length });
        await store.download(ref, folder.path(`${file}.copy`));
        expect(await readFile(folder.path(`${file}.copy`), 'utf8')).toBe(body);
      }
    });

    it('gives a written text and an uploaded file of the same bytes the same reference', async () => {
      const written = await store.write('data', 'files/both.txt', 'both', 'text/plain');
      const uploaded = await store.upload('data', 'files/both.txt', folder.write('both.txt', 'both'), 'text/plain');
      expect(uploaded).toEqual(written);
    });

    it('says what does not exist', async () => {
      const ref = await store.write('artifacts', 'a/there.txt', 'there', 'text/plain');
      await expect(store.head('artifacts', 'a/nowhere.txt')).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(store.read({ ...ref, key: 'a/nowhere.txt' })).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(store.read({ ...ref, versionId: 'nowhere' })).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it('lists the present objects of a prefix in key order, each with its present version', async () => {
      for (const key of ['list/b', 'list/a b+c%20', 'list/é', 'other/x']) await put('data', key, key);
      await put('data', 'list/b', 'newer');
      await put('data', 'list/gone', 'gone');
      await remove('data', 'list/gone');
      const listed = await store.list('data', 'list/');
      expect(listed.map(({ key }) => key)).toEqual(['list/a b+c%20', 'list/b', 'list/é']);
      const { bucket, versionId } = await store.head('data', 'list/b');
      expect(listed[1]).toMatchObject({ bucket, versionId, bytes: 5 });
      expect(listed[1]?.lastModified).toBeInstanceOf(Date);
      expect(await store.list('data', 'nothing/')).toEqual([]);
    });

    it('lists more objects than fit on one page', async () => {
      const keys = Array.from({ length: 1005 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
      for (let start = 0; start < keys.length; start += 67) {
        await Promise.all(keys.slice(start, start + 67).map((key) => put('capture', key, key)));
      }
      expect((await store.list('capture', 'many/')).map(({ key }) => key)).toEqual(keys);
    });

    it('names an object that somebody else wrote', async () => {
      await put('data', 'theirs.csv', 'a,b\n1,2\n');
      const ref = await store.identify(await store.head('data', 'theirs.csv'));
      expect(ref).toMatchObject({ sha256: sha256('a,b\n1,2\n'), bytes: 8 });
      expect(text(await store.read(ref))).toBe('a,b\n1,2\n');
    });

    it('does not take an object that somebody else wrote for its own, even of the same bytes', async () => {
      await put('artifacts', 'a/theirs.txt', 'theirs');
      const ref = await store.write('artifacts', 'a/theirs.txt', 'theirs', 'text/plain');
      expect(text(await store.read(ref))).toBe('theirs');
    });
  });
}
