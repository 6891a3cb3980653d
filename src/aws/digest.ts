import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import { IntegrityError } from '#src/errors.ts';

export interface Digest {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Takes the digest of bytes that pass by; as a stage of a pipeline it hands them on. */
export class DigestMeter {
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;

  add(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
  }

  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.add(chunk);
      yield chunk;
    }
  }

  /** Once, when everything has passed. */
  digest(): Digest {
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }
}

export function digestOf(body: Uint8Array): Digest {
  const meter = new DigestMeter();
  meter.add(body);
  return meter.digest();
}

export async function digestOfFile(path: string): Promise<Digest> {
  return await digestOfStream(createReadStream(path));
}

export async function digestOfStream(source: AsyncIterable<Uint8Array>): Promise<Digest> {
  const meter = new DigestMeter();
  for await (const chunk of source) meter.add(chunk);
  return meter.digest();
}

/** @throws IntegrityError when the bytes are not those that the reference was made of */
export function requireDigest({ bucket, key, versionId, ...expected }: ObjectRef, found: Digest): void {
  if (found.sha256 === expected.sha256) return;
  throw new IntegrityError(
    `s3://${bucket}/${key} (version ${versionId}) has ${found.bytes} bytes with SHA-256 ${found.sha256}, ` +
      `but ${expected.bytes} bytes with ${expected.sha256} were recorded: it was damaged or replaced; restore it`,
  );
}
