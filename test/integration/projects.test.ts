import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { deployedCloud } from '#test/support/deployed-cloud.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

let deployed: Awaited<ReturnType<typeof deployedCloud>>;
beforeAll(async () => {
  deployed = await deployedCloud();
});

const read = async (path: string): Promise<Buffer> => {
  const bytes = await readFile(sharedPath(`data/${path}`));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};

async function predict(project: string, instance: object) {
  const response = await fetch(`${deployed.cloud.apiUrl}/projects/${project}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': await deployed.cloud.apiKeys.defaultKey() },
    body: JSON.stringify({ instances: [instance] }),
  });
  return { status: response.status, body: await response.json() };
}

describe.skipIf(!hasShared)(
  'a project is a YAML file and data, nothing else (skipped where ../shared is absent)',
  () => {
    it('breast_cancer: two classes', async () => {
      const file = '{ project: breast_cancer, target: target, task: binary, gate: { accuracy: { min: 0.9 } } }';
      await deployed.apply(file);
      const run = await deployed.run(file, 'v1', await read('breast_cancer/breast_cancer.csv'));
      expect(run).toMatchObject({ outcome: 'registered', metrics: { auc: expect.any(Number) } });
    });

    it('california_housing: a regression with missing values and a text column, by XGBoost', async () => {
      const file = `{ project: housing, target: median_house_value, task: regression,
      training: { algorithm: xgboost }, gate: { r2: { min: 0.7 } } }`;
      await deployed.apply(file);
      const run = await deployed.run(file, 'v1', await read('california_housing/housing.csv.gz'));
      expect(run).toMatchObject({ outcome: 'registered', metrics: { rmse: expect.any(Number) } });
      const house = {
        ...{ longitude: -122.23, latitude: 37.88, housing_median_age: 41, total_rooms: 880, total_bedrooms: null },
        ...{ population: 322, households: 126, median_income: 8.3252, ocean_proximity: 'NEAR BAY' },
      };
      expect(await predict('housing', house)).toMatchObject({
        status: 200,
        body: { predictions: [expect.any(Number)] },
      });
    });

    it('telco_churn: text columns, a text target, an ignored key', async () => {
      const file = `{ project: telco, target: Churn, task: binary, columns: { customerID: { type: ignore } },
      features: { encode: onehot, impute: median } }`;
      await deployed.apply(file);
      const run = await deployed.run(file, 'v1', await read('telco_churn/telco_churn.csv.gz'));
      expect(run).toMatchObject({ outcome: 'registered' });
    });
  },
);
