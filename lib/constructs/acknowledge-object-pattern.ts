import { Stack, Validations } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { z } from 'zod';

const Import = z.object({ 'Fn::ImportValue': z.string() });
const Attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });

/** Tells cdk-nag why `scope` may touch the objects of `bucket` under this pattern, and nothing else. */
export function acknowledgeObjectPattern(scope: IConstruct, bucket: IBucket, pattern: string): void {
  Validations.of(scope).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${bucketName(scope, bucket)}/${pattern}]`,
    reason: `Object keys are made at run time (team, project, run), so this area of the bucket is named by "${pattern}".`,
  });
}

/** The bucket's ARN in the form in which cdk-nag reports it to `scope`'s stack. */
function bucketName(scope: IConstruct, bucket: IBucket): string {
  const owner = Stack.of(bucket);
  if (owner === Stack.of(scope)) {
    const [resource, attribute] = Attribute.parse(owner.resolve(bucket.bucketArn))['Fn::GetAtt'];
    return `<${resource}.${attribute}>`;
  }
  return Import.parse(owner.resolve(owner.exportValue(bucket.bucketArn)))['Fn::ImportValue'];
}
