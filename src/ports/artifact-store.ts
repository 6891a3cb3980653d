import type { ObjectRef } from '../contracts/object-ref.ts';

/** The buckets by what lives in them. */
export type Area = 'data' | 'artifacts' | 'capture';

export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  readonly bytes: number;
  /** When it was written. */
  readonly lastModified: Date;
}

/** Immutable, versioned objects. Writing the same bytes to the same key twice is harmless. */
export interface ArtifactStore {
  /** Present objects under a prefix, in key order. */
  list(area: Area, prefix: string): Promise<readonly StoredObject[]>;
  /** @throws NotFoundError */
  head(area: Area, key: string): Promise<StoredObject>;
  /** The bytes of exactly that version. @throws NotFoundError, IntegrityError when the digest differs */
  read(ref: ObjectRef): Promise<Uint8Array>;
  /** Like `read`, streamed into a local file. */
  download(ref: ObjectRef, path: string): Promise<void>;
  write(area: Area, key: string, body: Uint8Array | string, contentType: string): Promise<ObjectRef>;
  /** Like `write`, from a local file. */
  upload(area: Area, key: string, path: string, contentType: string): Promise<ObjectRef>;
  /** Names an object that somebody else wrote; reads it once to take its digest. */
  identify(object: Omit<StoredObject, 'lastModified'>): Promise<ObjectRef>;
}
