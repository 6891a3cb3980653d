import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { type CloudAssembly, readCloudAssembly } from './cloud-assembly.ts';
import { deployStack } from './deploy-stack.ts';
import { bootstrap, publishAssets } from './publish-assets.ts';

export interface DeployOptions {
  /** What `cdk synth` wrote. */
  readonly assembly: string;
  /** Any endpoint that speaks CloudFormation, S3 and SSM: MiniStack, LocalStack. */
  readonly endpoint: string;
  readonly log: (line: string) => void;
}

/** Deploys a cloud assembly as it is: assets first, then each stack after those it needs; unchanged stacks stay. */
export async function deploy({ assembly: folder, endpoint, log }: DeployOptions): Promise<CloudAssembly> {
  const assembly = readCloudAssembly(folder);
  const client = {
    endpoint,
    region: assembly.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, // what emulators accept
  };
  const s3 = new S3Client({ ...client, forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const cloudFormation = new CloudFormationClient(client);
  await bootstrap(assembly.stacks, s3, new SSMClient(client));
  for (const stack of assembly.stacks) {
    const start = performance.now();
    await publishAssets(stack.assets, s3, log);
    const change = await deployStack(cloudFormation, stack, stack.template.replace('s3://', `${endpoint}/`));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    log(change === 'unchanged' ? `${stack.name} is up to date` : `${stack.name} ${change} (${seconds} s)`);
  }
  return assembly;
}
