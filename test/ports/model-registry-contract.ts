import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelRegistry } from '#src/ports/model-registry.ts';
import { newModel } from '#test/support/new-model.ts';

export function modelRegistryContract(name: string, open: () => Promise<ModelRegistry>): void {
  describe(`ModelRegistry on ${name}`, () => {
    let registry: ModelRegistry;
    beforeEach(async () => {
      registry = await open();
    });
    const stages = async () => (await registry.list('demo', 'wine')).map(({ version, stage }) => `${version} ${stage}`);
    const register = async (...runs: string[]) => {
      for (const run of runs) await registry.register(newModel(run));
    };

    it('numbers the models of a project 1, 2, 3 …, and each project apart', async () => {
      expect(await registry.register(newModel('run-a'))).toEqual({ ...newModel('run-a'), version: 1, stage: 'None' });
      expect(await registry.register(newModel('run-b'))).toMatchObject({ version: 2, stage: 'None' });
      expect(await registry.register(newModel('run-c', 'iris'))).toMatchObject({ version: 1 });
      expect(await registry.register(newModel('run-c', 'wine', 'other'))).toMatchObject({ version: 1 });
      expect(await registry.get('demo', 'wine', 2)).toEqual({ ...newModel('run-b'), version: 2, stage: 'None' });
    });

    it('keeps metrics to the last digit', async () => {
      const metrics = { rmse: 1.2345678901234567e20, r2: -0.1 - 0.2, logLoss: 1e-9, auc: 1 };
      await registry.register({ ...newModel('run-a'), metrics });
      expect((await registry.get('demo', 'wine', 1)).metrics).toEqual(metrics);
    });

    it("registers a run's model once, however often it is asked to", async () => {
      const first = await registry.register(newModel('run-a'));
      expect(await registry.register(newModel('run-a'))).toEqual(first);
      const many = await Promise.all(Array.from({ length: 6 }, () => registry.register(newModel('run-b'))));
      expect(new Set(many.map(({ version }) => version))).toEqual(new Set([2]));
      expect(await stages()).toEqual(['2 None', '1 None']);
    });

    it('gives concurrent runs numbers of their own, without gaps', async () => {
      const runs = Array.from({ length: 8 }, (_, index) => `run-${index}`);
      const models = await Promise.all(runs.map((run) => registry.register(newModel(run))));
      expect(models.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('has no Production before the first promotion', async () => {
      await register('run-a');
      expect(await registry.production('demo', 'wine')).toBeUndefined();
    });

    it('archives the predecessor of a promoted version', async () => {
      await register('run-a', 'run-b');
      await registry.promoteToProduction('demo', 'wine', 1);
      expect(await registry.production('demo', 'wine')).toEqual({
        ...newModel('run-a'),
        version: 1,
        stage: 'Production',
      });
      await registry.promoteToProduction('demo', 'wine', 2);
      expect(await registry.production('demo', 'wine')).toMatchObject({ version: 2, stage: 'Production' });
      expect(await stages()).toEqual(['2 Production', '1 Archived']);
    });

    it('changes nothing when a promotion is repeated', async () => {
      await register('run-a');
      await registry.promoteToProduction('demo', 'wine', 1);
      await registry.promoteToProduction('demo', 'wine', 1);
      expect(await stages()).toEqual(['1 Production']);
    });

    it('refuses to promote what was archived, and names who is Production', async () => {
      await register('run-a', 'run-b');
      await registry.promoteToProduction('demo', 'wine', 1);
      await registry.promoteToProduction('demo', 'wine', 2);
      await expect(registry.promoteToProduction('demo', 'wine', 1)).rejects.toMatchObject({
        name: 'ConflictError',
        message: 'model version 1 of wine is Archived and cannot become Production; version 2 is Production',
      });
      expect(await stages()).toEqual(['2 Production', '1 Archived']);
    });

    it('lets one of several concurrent promotions win and tells the others who did', async () => {
      await register('run-a', 'run-b', 'run-c', 'run-d');
      const promotions = [1, 2, 3, 4].map((version) => registry.promoteToProduction('demo', 'wine', version));
      const outcomes = await Promise.allSettled(promotions);
      const winner = (await registry.production('demo', 'wine'))?.version ?? 0;
      expect(outcomes[winner - 1]).toMatchObject({ status: 'fulfilled' });
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'ConflictError' });
      }
      expect((await stages()).filter((stage) => stage.endsWith('Production'))).toEqual([`${winner} Production`]);
    });

    it('lets everybody who promotes the same version at the same time succeed', async () => {
      await register('run-a', 'run-b');
      await registry.promoteToProduction('demo', 'wine', 1);
      await Promise.all(Array.from({ length: 6 }, () => registry.promoteToProduction('demo', 'wine', 2)));
      expect(await stages()).toEqual(['2 Production', '1 Archived']);
    });

    it('says which version does not exist', async () => {
      await register('run-a');
      await expect(registry.get('demo', 'wine', 2)).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(registry.promoteToProduction('demo', 'wine', 2)).rejects.toMatchObject({
        name: 'NotFoundError',
        message: 'project wine of team demo has no model version 2',
      });
      expect(await registry.list('demo', 'unknown')).toEqual([]);
    });

    it('lists newest first, by number', async () => {
      await register(...Array.from({ length: 11 }, (_, index) => `run-${index}`));
      expect((await registry.list('demo', 'wine')).map(({ version }) => version)).toEqual([
        11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
      ]);
    });
  });
}
