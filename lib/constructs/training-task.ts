import { ArnFormat, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  Cluster,
  ContainerImage,
  ContainerInsights,
  CpuArchitecture,
  FargateTaskDefinition,
  LogDriver,
  OperatingSystemFamily,
} from 'aws-cdk-lib/aws-ecs';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { trainTask } from '../pipeline-steps.ts';
import { grantAccess, type Stores } from './access.ts';
import { acknowledgeObjects, acknowledgeWildcard } from './acknowledge-wildcard.ts';
import type { Handlers } from './handlers.ts';
import { TrainingImage } from './training-image.ts';
import { TrainingNetwork } from './training-network.ts';

export interface TrainingTaskProps {
  readonly config: Config;
  readonly stores: Stores;
  readonly handlers: Handlers;
}

const CONTAINER = 'train';
const ECS_TASKS = 'ecs-tasks.amazonaws.com';

/** The Train step as a task on Fargate Spot; none runs, and none of it costs anything, until a workflow starts one. */
export class TrainingTask extends Construct {
  /** FargateTasks as JSON, for the step that chooses the machine. */
  readonly description: string;
  private readonly stores: Stores;
  private readonly cluster: Cluster;
  private readonly definition: FargateTaskDefinition;

  constructor(scope: Construct, id: string, { config, stores, handlers }: TrainingTaskProps) {
    super(scope, id);
    this.stores = stores;
    const { vpc, securityGroup } = new TrainingNetwork(this, 'Network', { logDays: config.retention.logDays });
    this.cluster = new Cluster(this, 'Cluster', {
      vpc,
      enableFargateCapacityProviders: true,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    this.definition = this.defineTask(config);
    this.addContainer(config, handlers.variables);
    this.description = Stack.of(this).toJsonString({
      cluster: this.cluster.clusterArn,
      taskDefinition: this.definition.taskDefinitionArn,
      container: CONTAINER,
      subnets: vpc.publicSubnets.map(({ subnetId }) => subnetId),
      securityGroups: [securityGroup.securityGroupId],
    });
  }

  private defineTask({ platform }: Config): FargateTaskDefinition {
    const taskRole = new Role(this, 'Role', { assumedBy: new ServicePrincipal(ECS_TASKS) });
    grantAccess({ role: taskRole }, trainTask.access, this.stores);
    return new FargateTaskDefinition(this, 'Definition', {
      taskRole,
      executionRole: new Role(this, 'ExecutionRole', { assumedBy: new ServicePrincipal(ECS_TASKS) }),
      cpu: 2048, // of a run that asks for nothing else
      memoryLimitMiB: 16_384,
      runtimePlatform: {
        operatingSystemFamily: OperatingSystemFamily.LINUX,
        cpuArchitecture: platform.endsWith('arm64') ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64,
      },
    });
  }

  private addContainer({ platform, retention }: Config, variables: Readonly<Record<string, string>>): void {
    const { asset } = new TrainingImage(this, 'Image', { platform });
    const logGroup = new LogGroup(this, 'Logs', {
      retention: retention.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.definition.addContainer(CONTAINER, {
      image: ContainerImage.fromDockerImageAsset(asset),
      logging: LogDriver.awsLogs({ logGroup, streamPrefix: CONTAINER }),
      environment: { ...variables, POWERTOOLS_SERVICE_NAME: 'train-task' },
      stopTimeout: Duration.seconds(120), // the most there is, to end a round and keep it
    });
    Validations.of(this.definition).acknowledge({
      id: 'AwsSolutions-ECS2',
      reason: 'The variables are names of buckets and tables and the code version; there is no secret among them.',
    });
    Validations.of(this.definition.obtainExecutionRole()).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'A token for the registry is given for no resource in particular; the image itself is granted by ARN.',
    });
  }

  /** Lets a workflow run these tasks, wait for them, and read what they leave. */
  allow(stateMachine: StateMachine): void {
    const { clusterArn, clusterName } = this.cluster;
    const tasks = this.arnOf('ecs', 'task', `${clusterName}/*`);
    const { artifacts, key } = this.stores.storage;
    const results = '*/runs/*/train/*';
    const roles = [this.definition.taskRole, this.definition.obtainExecutionRole()];
    const statements = [
      new PolicyStatement({
        actions: ['ecs:RunTask'],
        resources: [this.definition.taskDefinitionArn],
        conditions: { ArnEquals: { 'ecs:cluster': clusterArn } },
      }),
      new PolicyStatement({ actions: ['ecs:StopTask', 'ecs:DescribeTasks'], resources: [tasks] }),
      new PolicyStatement({
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resources: [this.arnOf('events', 'rule', 'StepFunctionsGetEventsForECSTaskRule')], // how .sync hears of the end
      }),
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: roles.map(({ roleArn }) => roleArn),
        conditions: { StringEquals: { 'iam:PassedToService': ECS_TASKS } },
      }),
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [artifacts.arnForObjects(results)] }),
      new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] }),
    ];
    const policy = new Policy(this, 'Workflow', { statements });
    policy.attachToRole(stateMachine.role);
    acknowledgeObjects(policy, artifacts, results);
    acknowledgeWildcard(policy, tasks, 'Tasks are named at run time; these are of this cluster only.');
  }

  private arnOf(service: string, resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({ service, resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  }
}
