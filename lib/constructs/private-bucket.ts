import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface PrivateBucketProps {
  readonly key: IKey;
  readonly accessLogs: IBucket;
  /** How long a replaced or deleted object can still be read by its version id. */
  readonly replacedObjectDays: number;
  /** @default - objects stay until they are deleted */
  readonly expireDays?: number;
  readonly keep: boolean;
}

/** A versioned, encrypted, TLS-only bucket that tells EventBridge about every object. */
export class PrivateBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Resource', {
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true, // one KMS request per bucket and hour instead of one per object
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: `${id}/`,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(props.replacedObjectDays),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          ...(props.expireDays && { expiration: Duration.days(props.expireDays) }),
        },
      ],
      removalPolicy: props.keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.sendEvents();
  }

  /** `eventBridgeEnabled` would do it through a custom resource that may configure every bucket of the account. */
  private sendEvents(): void {
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error(`${this.node.path} holds no AWS::S3::Bucket`);
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}
