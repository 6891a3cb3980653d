import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resourcesOf, templates } from './synthesize.ts';

const { pipeline } = templates('dev+bigTraining');

describe('an environment with bigTraining', () => {
  it('has a task of the processor that its functions have, which logs and is given time to leave a checkpoint', () => {
    pipeline.hasResourceProperties('AWS::ECS::TaskDefinition', {
      RequiresCompatibilities: ['FARGATE'],
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
      ContainerDefinitions: [
        Match.objectLike({
          Name: 'train',
          StopTimeout: 120,
          LogConfiguration: Match.objectLike({ LogDriver: 'awslogs' }),
          Environment: Match.arrayWith([{ Name: 'DATA_BUCKET', Value: Match.anyValue() }]),
        }),
      ],
    });
    pipeline.hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
      CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    });
  });

  it('costs nothing until a task runs: no gateway, address or interface endpoint that is paid by the hour', () => {
    const types = ['AWS::EC2::NatGateway', 'AWS::EC2::EIP', 'AWS::ECS::Service', 'AWS::EC2::Instance'];
    for (const type of types) pipeline.resourceCountIs(type, 0);
    const endpoints = resourcesOf('dev+bigTraining', 'AWS::EC2::VPCEndpoint');
    expect(endpoints.map(([, { Properties }]) => Properties['VpcEndpointType'])).toEqual(['Gateway', 'Gateway']);
  });

  it('lets nobody in, and tasks out by HTTPS only', () => {
    expect(resourcesOf('dev+bigTraining', 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
    const groups = resourcesOf('dev+bigTraining', 'AWS::EC2::SecurityGroup');
    expect(groups.map(([, { Properties }]) => Properties)).toEqual([
      expect.objectContaining({
        SecurityGroupEgress: [expect.objectContaining({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 })],
      }),
    ]);
    expect(groups[0]?.[1].Properties).not.toHaveProperty('SecurityGroupIngress');
  });

  it('lets the workflow run this task in this cluster, and pass ECS the roles of the task', () => {
    pipeline.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^TrainingRole') }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'ecs:RunTask',
            Resource: { Ref: Match.stringLikeRegexp('^TrainingTaskDefinition') },
            Condition: { ArnEquals: { 'ecs:cluster': Match.anyValue() } },
          }),
          Match.objectLike({
            Action: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
            Resource: {
              'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('rule/StepFunctionsGetEventsForECSTaskRule$')])],
            },
          }),
          Match.objectLike({
            Action: 'iam:PassRole',
            Resource: [
              { 'Fn::GetAtt': [Match.stringLikeRegexp('^TrainingTaskExecutionRole'), 'Arn'] },
              { 'Fn::GetAtt': [Match.stringLikeRegexp('^TrainingTaskRole'), 'Arn'] },
            ],
            Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
          }),
        ]),
      },
    });
  });

  it('tells the step that chooses the machine where tasks run', () => {
    const named = (id: string) => /HandlersPlanTraining/.test(id);
    const variables = (env: string) => {
      const functions = resourcesOf(env, 'AWS::Lambda::Function').filter(([id]) => named(id));
      return JSON.stringify(functions.map(([, { Properties }]) => Properties['Environment']));
    };
    expect(variables('dev+bigTraining')).toMatch(/FARGATE_TASKS.*TrainingTaskCluster.*TrainingTaskDefinition/);
    expect(variables('dev')).not.toContain('FARGATE_TASKS');
  });

  it('is the only one with any of it', () => {
    for (const type of ['AWS::ECS::Cluster', 'AWS::ECS::TaskDefinition', 'AWS::EC2::VPC']) {
      pipeline.resourceCountIs(type, 1);
      templates('dev').pipeline.resourceCountIs(type, 0);
    }
  });
});
