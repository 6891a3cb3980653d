import { ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { StoredObject } from '#src/ports/artifact-store.ts';

/** A key as the listing encodes it, which is as in a form: a space is `+`. */
const EncodedKey = z.string().transform((key) => decodeURIComponent(key.replaceAll('+', ' ')));

const pageWithKeys = <K extends z.ZodType<string>>(key: K) =>
  z.object({
    /** Deletion markers are listed apart by S3, so a deleted key has no latest version here. */
    Versions: z
      .array(
        z.object({
          Key: key,
          VersionId: z.string().min(1),
          IsLatest: z.boolean(),
          Size: z.number(),
          LastModified: z.date(),
        }),
      )
      .default([]),
    IsTruncated: z.boolean().default(false),
    NextKeyMarker: key.optional(),
    NextVersionIdMarker: z.string().optional(),
  });

const EncodedPage = pageWithKeys(EncodedKey).extend({ EncodingType: z.literal('url') });
/** Some emulators ignore the wish for encoding; they do not say that they encode then. */
const PlainPage = pageWithKeys(z.string());
const Page = z.union([EncodedPage, PlainPage]);

/** The present version of every object under a prefix, in key order. */
export async function listPresentObjects(client: S3Client, bucket: string, prefix: string): Promise<StoredObject[]> {
  const objects: StoredObject[] = [];
  let page: z.infer<typeof Page> | undefined;
  do {
    const command = new ListObjectVersionsCommand({
      Bucket: bucket,
      Prefix: prefix,
      EncodingType: 'url', // a key may have characters that XML cannot carry
      KeyMarker: page?.NextKeyMarker,
      VersionIdMarker: page?.NextVersionIdMarker,
    });
    page = Page.parse(await client.send(command));
    for (const { Key, VersionId, IsLatest, Size, LastModified } of page.Versions) {
      if (IsLatest) objects.push({ bucket, key: Key, versionId: VersionId, bytes: Size, lastModified: LastModified });
    }
  } while (page.IsTruncated);
  return objects;
}
