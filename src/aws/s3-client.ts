import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/**
 * An S3 client for AWS or, with an endpoint, for an emulator: that one has no host name per bucket. Checksums of
 * answers are left to the artifact store, which compares with the digest that was recorded.
 */
export function s3Client({ endpoint, ...config }: S3ClientConfig): S3Client {
  return new S3Client({
    ...config,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
