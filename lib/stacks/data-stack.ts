import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { AlertTopic } from '../constructs/alert-topic.ts';
import { EncryptionKey } from '../constructs/encryption-key.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import type { Storage } from '../constructs/storage.ts';

export interface DataStackProps extends StackProps {
  readonly config: Config;
}

/** What outlives every deployment of code: data, models, captures, and the topic that people listen to. */
export class DataStack extends Stack {
  readonly storage: Storage;
  readonly alerts: AlertTopic;

  constructor(scope: Construct, id: string, { config, ...props }: DataStackProps) {
    super(scope, id, props);
    const { retention, keepData: keep } = config;
    const { key } = new EncryptionKey(this, 'Key', { keep });
    const accessLogs = new AccessLogBucket(this, 'AccessLogs', { keepDays: retention.accessLogDays, keep }).bucket;
    const shared = { key, accessLogs, keep, replacedObjectDays: retention.replacedObjectDays };
    this.storage = {
      key,
      data: new PrivateBucket(this, 'Data', shared).bucket,
      artifacts: new PrivateBucket(this, 'Artifacts', shared).bucket,
      capture: new PrivateBucket(this, 'Capture', { ...shared, expireDays: retention.captureDays }).bucket,
    };
    this.alerts = new AlertTopic(this, 'Alerts', { key, email: config.alertEmail });
    new CfnOutput(this, 'DataBucketName', { value: this.storage.data.bucketName });
    new CfnOutput(this, 'ArtifactsBucketName', { value: this.storage.artifacts.bucketName });
    new CfnOutput(this, 'CaptureBucketName', { value: this.storage.capture.bucketName });
    new CfnOutput(this, 'AlertTopicArn', { value: this.alerts.topic.topicArn });
  }
}
