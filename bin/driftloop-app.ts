import { App } from 'aws-cdk-lib';
import type { Config } from '#lib/config.ts';
import { configFor } from '#lib/config-for.ts';
import { checkWithNag } from '#lib/nag.ts';
import { addStacks } from '#lib/stacks/all-stacks.ts';

const app = new App();
addStacks(app, chosenConfig());
checkWithNag(app);

function chosenConfig(): Config {
  try {
    return configFor({
      env: app.node.tryGetContext('env'),
      alertEmail: app.node.tryGetContext('alertEmail'),
      bigTraining: app.node.tryGetContext('bigTraining'),
      account: process.env['CDK_DEFAULT_ACCOUNT'],
      region: process.env['CDK_DEFAULT_REGION'],
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`); // a stack trace would bury it
    process.exit(1);
  }
}
