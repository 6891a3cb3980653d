import { Stack, Validations } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { z } from 'zod';

const Resolved = z.union([
  z.string(),
  z.object({ Ref: z.string() }).transform(({ Ref }) => `<${Ref}>`),
  z.object({ 'Fn::GetAtt': z.array(z.string()) }).transform((found) => `<${found['Fn::GetAtt'].join('.')}>`),
  z.object({ 'Fn::ImportValue': z.string() }).transform((found) => found['Fn::ImportValue']),
]);
const Joined = z
  .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(Resolved)]) })
  .transform((found) => found['Fn::Join'][1].join(''));

/** Tells cdk-nag why `scope` may use this one resource name with a wildcard in it, and no other. */
export function acknowledgeWildcard(scope: IConstruct, arn: string, reason: string): void {
  const name = z.union([Resolved, Joined]).parse(Stack.of(scope).resolve(arn));
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${name}]`, reason });
}

/** The same for the objects of a bucket that may belong to another stack. */
export function acknowledgeObjects(scope: IConstruct, bucket: IBucket, pattern: string): void {
  const owner = Stack.of(bucket);
  const bucketArn = owner === Stack.of(scope) ? bucket.bucketArn : owner.exportValue(bucket.bucketArn);
  acknowledgeWildcard(
    scope,
    `${bucketArn}/${pattern}`,
    `Object keys are made at run time (team, project, run), so this area of the bucket is named by "${pattern}".`,
  );
}
