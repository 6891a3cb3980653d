import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { configFor } from '#lib/config-for.ts';
import { acknowledgeObjects } from '#lib/constructs/acknowledge-wildcard.ts';
import { checkWithNag } from '#lib/nag.ts';
import { addStacks } from '#lib/stacks/all-stacks.ts';
import { newApp } from './synthesize.ts';

process.env['CDK_VALIDATION'] = 'false'; // CDK's own rules, which take seconds to start, have a test of their own below

/** Every finding, warnings too, as `rule construct/path`. */
function findings(app: App): string[] {
  app.synth({ skipValidation: true, force: true }); // cross-stack names are settled by a synthesis
  return [new AwsSolutionsChecks(app), new ServerlessChecks(app)].flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
      ),
  );
}

/** Rules of CDK's own linter, which CDK's constructs acknowledge by themselves; we acknowledge none. */
const OF_CDK = 'CloudFormation-Validate::';

const Acknowledged = z.record(z.string(), z.string());

const acknowledgements = (app: App) =>
  app.node.findAll().flatMap((construct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(Acknowledged.parse(data)))
      .map(([rule, reason]) => ({ path: construct.node.path, rule, reason }))
      .filter(({ rule }) => !rule.startsWith(OF_CDK)),
  );

describe.each([{ env: 'dev' }, { env: 'prod' }, { env: 'local' }, { env: 'prod', bigTraining: true }])(
  'cdk-nag on $env, bigTraining $bigTraining',
  (choice) => {
    const app = newApp();
    addStacks(app, configFor({ ...choice, alertEmail: 'ops@example.com' }));

    it('finds nothing', () => {
      expect(findings(app)).toEqual([]);
    });

    it('was told why, for one construct at a time', () => {
      const all = acknowledgements(app);
      expect(all.length).toBeGreaterThan(0);
      for (const { path, reason } of all) {
        expect(path.split('/').length, path).toBeGreaterThan(1); // neither the app nor a whole stack
        expect(reason.length, path).toBeGreaterThan(40);
      }
      const rules = new Set(all.map(({ rule }) => rule.replace(/^annotation::/i, '').replace(/\[.*/, '')));
      expect([...rules].sort()).toEqual([
        'AwsSolutions-APIG3',
        'AwsSolutions-APIG4',
        'AwsSolutions-COG4',
        ...(choice.bigTraining ? ['AwsSolutions-ECS2'] : []),
        'AwsSolutions-IAM4',
        'AwsSolutions-IAM5',
        'AwsSolutions-SQS3',
        'Serverless-SQSRedrivePolicy',
      ]);
    });
  },
);

describe('an acknowledgement', () => {
  it('on one bucket does not silence another', () => {
    const app = newApp();
    const stack = new Stack(app, 'Two');
    Validations.of(new Bucket(stack, 'Known')).acknowledge({ id: 'AwsSolutions-S1', reason: 'it is the log bucket' });
    new Bucket(stack, 'Forgotten');
    const missingLogs = findings(app).filter((finding) => finding.startsWith('AwsSolutions-S1 '));
    expect(missingLogs).toEqual(['AwsSolutions-S1 Two/Forgotten/Resource']);
  });

  it.each(['its own', 'another'])('of one area of a bucket in %s stack does not open the bucket', (where) => {
    const app = newApp();
    const owner = new Stack(app, 'Owner');
    const bucket = new Bucket(owner, 'Bucket');
    const stack = where === 'another' ? new Stack(app, 'User') : owner;
    const policy = new Policy(stack, 'Policy', {
      statements: ['raw/*', '*'].map(
        (pattern) => new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(pattern)] }),
      ),
      roles: [new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })],
    });
    acknowledgeObjects(policy, bucket, 'raw/*');
    const open = findings(app).filter((finding) => finding.startsWith('AwsSolutions-IAM5'));
    expect(open).toEqual([expect.stringMatching(/^AwsSolutions-IAM5\[Resource::\S+\/\*\] \w+\/Policy\/Resource$/)]);
    expect(open[0]).not.toContain('raw');
  });
});

describe('a synthesis', () => {
  it('fails on a finding that nobody acknowledged', () => {
    const app = newApp();
    new Bucket(new Stack(app, 'Careless'), 'Bucket');
    checkWithNag(app);
    expect(() => app.synth()).toThrow(/AwsSolutions-S10/);
  });

  it("passes CDK's own rules too", () => {
    vi.stubEnv('CDK_VALIDATION', 'true');
    const app = newApp();
    addStacks(app, configFor({ env: 'prod' }));
    checkWithNag(app);
    expect(() => app.synth()).not.toThrow();
    vi.unstubAllEnvs();
  });
});
