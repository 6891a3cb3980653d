import { App } from 'aws-cdk-lib';
import { configFor } from '#lib/config.ts';
import { checkWithNag } from '#lib/nag.ts';
import { addStacks } from '#lib/stacks/all-stacks.ts';

const app = new App();
const config = configFor({
  env: app.node.tryGetContext('env'),
  alertEmail: app.node.tryGetContext('alertEmail'),
  account: process.env['CDK_DEFAULT_ACCOUNT'],
  region: process.env['CDK_DEFAULT_REGION'],
});
addStacks(app, config);
checkWithNag(app);
