import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import { NotFoundError } from '#src/errors.ts';
import type { Area, ArtifactStore, StoredObject } from '#src/ports/artifact-store.ts';
import { type Digest, DigestMeter, digestOf, digestOfFile, digestOfStream, requireDigest } from './digest.ts';
import { listPresentObjects } from './s3-listing.ts';

type ObjectVersion = Pick<StoredObject, 'bucket' | 'key' | 'versionId'>;

/** The digest travels with an object as user metadata: S3's own checksum of a large upload is one of its parts. */
const DIGEST_METADATA = 'sha256';

/** A file up to this size is sent from memory, where the SDK can send it again; a consumed stream cannot be. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

const Head = z.object({
  VersionId: z.string().min(1),
  ContentLength: z.number(),
  LastModified: z.date(),
  Metadata: z.record(z.string(), z.string()).default({}),
});
const Written = z.object({ VersionId: z.string().min(1) });

/** Versioned S3 buckets. Whatever is read is read by its version and compared with the digest that was recorded. */
export class S3ArtifactStore implements ArtifactStore {
  readonly #buckets: Readonly<Record<Area, string>>;
  readonly #client: S3Client;

  constructor(buckets: Readonly<Record<Area, string>>, client: S3Client) {
    this.#buckets = buckets;
    this.#client = client;
  }

  async list(area: Area, prefix: string): Promise<readonly StoredObject[]> {
    return await listPresentObjects(this.#client, this.#buckets[area], prefix);
  }

  async head(area: Area, key: string): Promise<StoredObject> {
    const bucket = this.#buckets[area];
    const { VersionId, ContentLength, LastModified } = await this.#head(bucket, key);
    return { bucket, key, versionId: VersionId, bytes: ContentLength, lastModified: LastModified };
  }

  async read(ref: ObjectRef): Promise<Uint8Array> {
    const body = await readAll(await this.#open(ref));
    requireDigest(ref, digestOf(body));
    return body;
  }

  async download(ref: ObjectRef, path: string): Promise<void> {
    const meter = new DigestMeter();
    try {
      await pipeline(await this.#open(ref), (source) => meter.pass(source), createWriteStream(path));
      requireDigest(ref, meter.digest());
    } catch (error) {
      await rm(path, { force: true }); // half a file must not be taken for the whole
      throw error;
    }
  }

  async write(area: Area, key: string, body: Uint8Array | string, contentType: string): Promise<ObjectRef> {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    return await this.#store(area, key, digestOf(bytes), contentType, async () => bytes);
  }

  async upload(area: Area, key: string, path: string, contentType: string): Promise<ObjectRef> {
    const digest = await digestOfFile(path);
    const open = async () => (digest.bytes <= MAX_BUFFERED_BYTES ? await readFile(path) : createReadStream(path));
    return await this.#store(area, key, digest, contentType, open);
  }

  async identify({ bucket, key, versionId }: StoredObject): Promise<ObjectRef> {
    const digest = await digestOfStream(await this.#open({ bucket, key, versionId }));
    return { bucket, key, versionId, ...digest };
  }

  /** A step that runs twice writes nothing the second time, so both runs answer with the same version. */
  async #store(
    area: Area,
    key: string,
    { sha256, bytes }: Digest,
    contentType: string,
    open: () => Promise<Uint8Array | Readable>,
  ): Promise<ObjectRef> {
    const bucket = this.#buckets[area];
    const put = async (condition: Pick<PutObjectCommandInput, 'IfNoneMatch'>): Promise<string> => {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await open(),
        ContentLength: bytes,
        ContentType: contentType,
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        Metadata: { [DIGEST_METADATA]: sha256 },
        ...condition,
      });
      return Written.parse(await this.#client.send(command)).VersionId;
    };
    const versionId = await put({ IfNoneMatch: '*' }).catch(async (error: unknown) => {
      if (!isAlreadyThere(error)) throw error;
      const present = await this.#head(bucket, key);
      return present.Metadata[DIGEST_METADATA] === sha256 ? present.VersionId : await put({});
    });
    return { bucket, key, versionId, sha256, bytes };
  }

  async #head(bucket: string, key: string): Promise<z.infer<typeof Head>> {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
    return Head.parse(await this.#client.send(command).catch(asNotFound({ bucket, key })));
  }

  async #open({ bucket, key, versionId }: ObjectVersion): Promise<Readable> {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
    const { Body } = await this.#client.send(command).catch(asNotFound({ bucket, key, versionId }));
    return z.instanceof(Readable).parse(Body);
  }
}

async function readAll(source: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** 412: the key exists. 409: somebody wrote it in the same moment. */
const isAlreadyThere = (error: unknown): boolean =>
  error instanceof S3ServiceException &&
  (error.$metadata.httpStatusCode === 412 || error.name === 'ConditionalRequestConflict');

/** Turns S3's ways of saying 404 (no such key, no such version) into ours. */
const asNotFound =
  ({ bucket, key, versionId }: Pick<ObjectVersion, 'bucket' | 'key'> & Partial<ObjectVersion>) =>
  (error: unknown): never => {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 404) throw error;
    const version = versionId ? ` in version ${versionId}` : '';
    throw new NotFoundError(`s3://${bucket}/${key} does not exist${version}`, { cause: error });
  };
