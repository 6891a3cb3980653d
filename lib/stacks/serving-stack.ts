import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { JsonSchemaType, JsonSchemaVersion, type Model } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { predictRequestForms } from '#src/contracts/predict-request.ts';
import type { Config } from '../config.ts';
import type { Stores } from '../constructs/access.ts';
import type { AlertTopic } from '../constructs/alert-topic.ts';
import { ApiPlan } from '../constructs/api-plan.ts';
import { BatchInference } from '../constructs/batch-inference.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { HandlerFunction } from '../constructs/handler-function.ts';
import { Handlers } from '../constructs/handlers.ts';
import { KeyedApi } from '../constructs/keyed-api.ts';
import { predict } from '../serving-functions.ts';

export interface ServingStackProps extends StackProps {
  readonly config: Config;
  readonly stores: Stores;
  readonly alerts: AlertTopic;
}

/** The production models' answers, one request or one folder of files at a time. */
export class ServingStack extends Stack {
  readonly keyedApi: KeyedApi;
  readonly predict: HandlerFunction;
  readonly batch: BatchInference;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { config, stores, alerts, ...props }: ServingStackProps) {
    super(scope, id, props);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    const deadLetters = this.deadLetters.queue;
    const handlers = new Handlers(this, 'Handlers', { config, stores, deadLetters });
    this.predict = handlers.add('Predict', predict);
    const { storage } = stores;
    this.batch = new BatchInference(this, 'Batch', { config, handlers, storage, alerts, deadLetters });
    this.keyedApi = new KeyedApi(this, 'Api', { config, description: 'Driftloop: predictions' });
    const body = this.predictBody();
    this.keyedApi.route('POST', '/predict', this.predict.lambda, body);
    this.keyedApi.route('POST', '/projects/{project}/predict', this.predict.lambda, body);
    this.keyedApi.route('POST', '/projects/{project}/batch', this.batch.start.lambda);
    this.keyedApi.route('GET', '/projects/{project}/batch/{id}', this.batch.status.lambda);
    const { plan, defaultKey } = new ApiPlan(this, 'Plan', { api: this.keyedApi.api, limits: config.api.perKey });

    new CfnOutput(this, 'BatchStateMachineArn', { value: this.batch.workflow.stateMachine.stateMachineArn });
    new CfnOutput(this, 'ApiUrl', { value: this.keyedApi.api.url });
    new CfnOutput(this, 'RestApiId', { value: this.keyedApi.api.restApiId });
    new CfnOutput(this, 'ApiStageName', { value: this.keyedApi.api.deploymentStage.stageName });
    new CfnOutput(this, 'DefaultApiKeyId', { value: defaultKey.keyId });
    new CfnOutput(this, 'UsagePlanId', { value: plan.usagePlanId });
  }

  /** The gateway can only say "invalid body", so it refuses what is no object; the handler names field and row. */
  private predictBody(): Model {
    return this.keyedApi.api.addModel('PredictRequest', {
      contentType: 'application/json',
      schema: {
        schema: JsonSchemaVersion.DRAFT4,
        title: 'PredictRequest',
        description: `exactly one of ${Object.keys(predictRequestForms).join(', ')}`,
        type: JsonSchemaType.OBJECT,
      },
    });
  }
}
