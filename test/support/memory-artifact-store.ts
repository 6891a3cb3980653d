import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import { IntegrityError, NotFoundError } from '#src/errors.ts';
import type { Area, ArtifactStore, StoredObject } from '#src/ports/artifact-store.ts';

interface ObjectVersion extends StoredObject {
  readonly body: Uint8Array;
}

const bucketOf = (area: Area): string => `memory-${area}`;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const byKey = (a: StoredObject, b: StoredObject): number => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

/** Versioned buckets in memory; an object's date is its place in the order of all writes. */
export class MemoryArtifactStore implements ArtifactStore {
  /** Bucket/key → versions, oldest first. */
  readonly #objects = new Map<string, ObjectVersion[]>();
  #writes = 0;

  async list(area: Area, prefix: string): Promise<readonly StoredObject[]> {
    return [...this.#objects.values()]
      .flatMap((versions) => versions.slice(-1))
      .filter(({ bucket, key }) => bucket === bucketOf(area) && key.startsWith(prefix))
      .map(described)
      .sort(byKey);
  }

  async head(area: Area, key: string): Promise<StoredObject> {
    const present = this.#versions(bucketOf(area), key).at(-1);
    if (!present) throw new NotFoundError(`${bucketOf(area)} has no object ${key}`);
    return described(present);
  }

  async read(ref: ObjectRef): Promise<Uint8Array> {
    const body = this.#body(ref);
    if (sha256(body) !== ref.sha256) throw new IntegrityError(`${ref.bucket}/${ref.key} is not what was recorded`);
    return body.slice();
  }

  async download(ref: ObjectRef, path: string): Promise<void> {
    await writeFile(path, await this.read(ref));
  }

  async write(area: Area, key: string, body: Uint8Array | string, _contentType: string): Promise<ObjectRef> {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const present = this.#versions(bucketOf(area), key).at(-1);
    if (present && sha256(present.body) === sha256(bytes)) return this.#ref(present);
    return this.#ref(this.put(area, key, bytes));
  }

  async upload(area: Area, key: string, path: string, contentType: string): Promise<ObjectRef> {
    return this.write(area, key, await readFile(path), contentType);
  }

  async identify(object: StoredObject): Promise<ObjectRef> {
    return this.#ref({ ...object, body: this.#body(object) });
  }

  /** Puts an object as any S3 client would: always a new version, even of the same bytes. */
  put(area: Area, key: string, body: Uint8Array | string): ObjectVersion {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body.slice();
    this.#writes += 1;
    const version: ObjectVersion = {
      bucket: bucketOf(area),
      key,
      versionId: `version-${this.#writes}`,
      bytes: bytes.length,
      lastModified: new Date(this.#writes * 1000),
      body: bytes,
    };
    this.#objects.set(`${version.bucket}/${key}`, [...this.#versions(version.bucket, key), version]);
    return version;
  }

  /** Deletes an object; references to its versions go with it. */
  remove(area: Area, key: string): void {
    this.#objects.delete(`${bucketOf(area)}/${key}`);
  }

  /** Puts other bytes in the place of a version's own, as nobody can through S3. */
  tamper({ bucket, key, versionId }: Pick<ObjectRef, 'bucket' | 'key' | 'versionId'>, body: string): void {
    const bytes = new TextEncoder().encode(body);
    const versions = this.#versions(bucket, key);
    const tampered = versions.map((version) =>
      version.versionId === versionId ? { ...version, body: bytes } : version,
    );
    this.#objects.set(`${bucket}/${key}`, tampered);
  }

  #versions(bucket: string, key: string): ObjectVersion[] {
    return this.#objects.get(`${bucket}/${key}`) ?? [];
  }

  #body({ bucket, key, versionId }: Pick<StoredObject, 'bucket' | 'key' | 'versionId'>): Uint8Array {
    const version = this.#versions(bucket, key).find((candidate) => candidate.versionId === versionId);
    if (!version) throw new NotFoundError(`${bucket} has no object ${key} in version ${versionId}`);
    return version.body;
  }

  #ref({ bucket, key, versionId, bytes, body }: ObjectVersion): ObjectRef {
    return { bucket, key, versionId, bytes, sha256: sha256(body) };
  }
}

const described = ({ body: _, ...object }: ObjectVersion): StoredObject => object;
