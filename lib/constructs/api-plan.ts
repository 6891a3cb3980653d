import { type IApiKey, Period, type RestApi, type UsagePlan } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';

export interface ApiPlanProps {
  readonly api: RestApi;
  readonly limits: Config['api']['perKey'];
}

/** How much one key may ask for, and the first key. */
export class ApiPlan extends Construct {
  readonly plan: UsagePlan;
  readonly defaultKey: IApiKey;

  constructor(scope: Construct, id: string, { api, limits }: ApiPlanProps) {
    super(scope, id);
    this.plan = api.addUsagePlan('Plan', {
      description: 'Driftloop: what one API key may ask for',
      apiStages: [{ api, stage: api.deploymentStage }],
      throttle: { rateLimit: limits.requestsPerSecond, burstLimit: limits.burst },
      quota: { limit: limits.requestsPerDay, period: Period.DAY },
    });
    this.defaultKey = api.addApiKey('DefaultKey', { description: 'Driftloop: bound by the first project apply' });
    this.plan.addApiKey(this.defaultKey);
  }
}
