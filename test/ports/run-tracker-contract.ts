import { beforeEach, describe, expect, it } from 'vitest';
import type { RunClaim, RunTracker } from '#src/ports/run-tracker.ts';

const START = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T00:00:30.500Z';

/** A claim for one upload of a version; `older` are the sealed versions before it. */
function claimOf(version: string, upload: string, older: readonly string[] = []): RunClaim {
  const run = { team: 'demo', project: 'wine', runId: `wine-${version}-${upload}`, version };
  return { run, fingerprint: `fingerprint-${upload}`, startedAt: START, olderVersions: older };
}

export function runTrackerContract(name: string, open: () => Promise<RunTracker>): void {
  describe(`RunTracker on ${name}`, () => {
    let runs: RunTracker;
    beforeEach(async () => {
      runs = await open();
    });
    const settle = async (claim: RunClaim, outcome: 'registered' | 'failed' | 'quarantined' = 'registered') => {
      await runs.claim(claim);
      return runs.finish(claim.run, { outcome, finishedAt: LATER });
    };
    const v1 = claimOf('v1', 'a');
    const v2 = claimOf('v2', 'b', ['v1']);
    const v3 = claimOf('v3', 'c', ['v1', 'v2']);

    it('records a granted run as running', async () => {
      expect(await runs.claim(v1)).toEqual({ granted: true });
      expect(await runs.get('demo', 'wine', v1.run.runId)).toEqual({
        id: 'wine-v1-a',
        team: 'demo',
        project: 'wine',
        dataVersion: 'v1',
        outcome: 'running',
        startedAt: START,
        artifacts: {},
      });
      expect(await runs.dataVersions('demo', 'wine')).toEqual([
        { version: 'v1', fingerprint: 'fingerprint-a', runId: 'wine-v1-a', outcome: 'running' },
      ]);
    });

    it('grants the same run again: one that died may be started anew', async () => {
      await runs.claim(v1);
      await runs.update(v1.run, { metrics: { accuracy: 1 } });
      expect(await runs.claim(v1)).toEqual({ granted: true });
      expect(await runs.get('demo', 'wine', v1.run.runId)).toMatchObject({ metrics: { accuracy: 1 } });
    });

    it('makes other runs of the project wait, and names the one that has the turn', async () => {
      await runs.claim(v1);
      await expect(runs.claim(v2)).rejects.toMatchObject({
        name: 'ProjectBusyError',
        message: "v2 waits: run wine-v1-a has the project's turn",
      });
      const elsewhere = { ...v2, run: { ...v2.run, project: 'iris' }, olderVersions: [] };
      expect(await runs.claim(elsewhere)).toEqual({ granted: true });
    });

    it('gives the turn to one of many that ask at the same time', async () => {
      const claims = ['a', 'b', 'c', 'd', 'e', 'f'].map((upload) => claimOf('v1', upload));
      const outcomes = await Promise.allSettled(claims.map((claim) => runs.claim(claim)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'ProjectBusyError' });
      }
      expect(await runs.list('demo', 'wine')).toHaveLength(1);
    });

    it('runs versions in numeric order: v10 waits for v9', async () => {
      const v9 = claimOf('v9', 'a');
      const v10 = claimOf('v10', 'b', ['v9']);
      await expect(runs.claim(v10)).rejects.toMatchObject({
        name: 'ProjectBusyError',
        message: 'v10 waits: v9 is older, sealed, and has not run yet',
      });
      await settle(v9);
      expect(await runs.claim(v10)).toEqual({ granted: true });
    });

    it('refuses a version after a newer one, and nobody waits for it', async () => {
      await settle(claimOf('v2', 'b'));
      expect(await runs.claim(v1)).toEqual({
        granted: false,
        reason: 'v2 was already settled and is newer than v1',
      });
      expect(await runs.claim(v3)).toEqual({ granted: true });
    });

    it('runs the same upload once, though its event comes thrice and late', async () => {
      await settle(v1);
      expect(await runs.claim(v1)).toEqual({ granted: false, reason: 'this run has already ended: registered' });
      const sameUpload = { ...v1, run: { ...v1.run, runId: 'another-run' } };
      expect(await runs.claim(sameUpload)).toEqual({
        granted: false,
        reason: 'this upload of v1 was already settled by run wine-v1-a: registered',
      });
      expect(await runs.list('demo', 'wine')).toHaveLength(1);
    });

    it('runs another upload of a version while nothing newer was settled', async () => {
      await settle(v1, 'quarantined');
      expect(await runs.claim(claimOf('v1', 'again'))).toEqual({ granted: true });
      expect(await runs.dataVersions('demo', 'wine')).toMatchObject([
        { version: 'v1', fingerprint: 'fingerprint-again' },
      ]);
    });

    it('frees the turn whatever the outcome', async () => {
      await settle(v1, 'failed');
      await settle(v2, 'quarantined');
      expect(await runs.claim(v3)).toEqual({ granted: true });
    });

    it('unites what the steps found; repeating a step changes nothing', async () => {
      await runs.claim(v1);
      const drift = { decision: 'no_drift', driftShare: 0.1 } as const;
      for (let time = 0; time < 2; time++) {
        await runs.update(v1.run, { drift, artifacts: { driftReport: 's3://artifacts/report' } });
        await runs.update(v1.run, { metrics: { rmse: 0.5 }, artifacts: { model: 's3://artifacts/model' } });
      }
      expect(await runs.get('demo', 'wine', v1.run.runId)).toMatchObject({
        drift,
        metrics: { rmse: 0.5 },
        artifacts: { driftReport: 's3://artifacts/report', model: 's3://artifacts/model' },
      });
    });

    it('loses nothing of two updates at the same time', async () => {
      await runs.claim(v1);
      const names = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(names.map((name) => runs.update(v1.run, { artifacts: { [name]: `s3://${name}` } })));
      expect(Object.keys((await runs.get('demo', 'wine', v1.run.runId)).artifacts).sort()).toEqual(names);
    });

    it('ends a run once: the first outcome stays', async () => {
      const ended = await settle(v1);
      expect(ended).toMatchObject({ outcome: 'registered', finishedAt: LATER, seconds: 30.5 });
      expect(await runs.finish(v1.run, { outcome: 'failed', finishedAt: LATER })).toEqual(ended);
      await runs.update(v1.run, { metrics: { late: 1 } });
      expect(await runs.get('demo', 'wine', v1.run.runId)).toEqual(ended);
      expect(await runs.dataVersions('demo', 'wine')).toMatchObject([{ outcome: 'registered' }]);
    });

    it('does not take the turn from whoever has it when an ended run ends again', async () => {
      await settle(v1);
      await runs.claim(v2);
      await runs.finish(v1.run, { outcome: 'failed', finishedAt: LATER });
      await expect(runs.claim(v3)).rejects.toMatchObject({ name: 'ProjectBusyError' });
    });

    it('records a run that failed before it could claim; newer versions no longer wait for its version', async () => {
      const error = { name: 'NotFoundError', message: 'no project' };
      const ended = await runs.finish(v1.run, { outcome: 'failed', finishedAt: LATER, error });
      expect(ended).toMatchObject({ outcome: 'failed', error, startedAt: LATER, seconds: 0 });
      expect(await runs.claim(v1)).toEqual({ granted: false, reason: 'this run has already ended: failed' });
      expect(await runs.claim(v2)).toEqual({ granted: true });
    });

    it('still runs older versions after a run that failed before it could claim', async () => {
      await runs.finish(v3.run, { outcome: 'failed', finishedAt: LATER });
      expect(await runs.claim(v1)).toEqual({ granted: true });
    });

    it('keeps what another upload of the version did when a run fails before it could claim', async () => {
      await runs.claim(v1);
      await runs.finish(claimOf('v1', 'unlucky').run, { outcome: 'failed', finishedAt: LATER });
      expect(await runs.dataVersions('demo', 'wine')).toMatchObject([{ runId: 'wine-v1-a', outcome: 'running' }]);
      expect(await runs.list('demo', 'wine')).toHaveLength(2);
    });

    it('lists runs newest first and versions in numeric order', async () => {
      for (const [version, startedAt] of [
        ['v2', '2026-01-01T00:00:00Z'],
        ['v9', '2026-01-01T09:00:00+01:00'],
        ['v10', '2026-01-01T08:30:00.5Z'],
      ] as const) {
        await settle({ ...claimOf(version, 'a'), startedAt });
      }
      expect((await runs.list('demo', 'wine')).map(({ dataVersion }) => dataVersion)).toEqual(['v10', 'v9', 'v2']);
      expect((await runs.dataVersions('demo', 'wine')).map(({ version }) => version)).toEqual(['v2', 'v9', 'v10']);
    });

    it('keeps tuning trials under their run, once, in numeric order, and lists none of them as a run', async () => {
      await runs.claim(v1);
      const curve = { rounds: [1], values: [0.5] };
      const trial = (number: number, value: number) => {
        const hyperparameters = { num_leaves: number, boosting: 'gbdt', extra_trees: true };
        return { ...{ number, hyperparameters, value, curve }, state: 'pruned', rounds: 1 } as const;
      };
      for (const kept of [trial(10, 0.5), trial(2, 0.6), trial(2, 0.7)]) await runs.recordTrial(v1.run, kept);
      const trials = await runs.trials('demo', 'wine', 'wine-v1-a');
      expect(trials.map(({ number, value, parentRun }) => [number, value, parentRun])).toEqual([
        [2, 0.6, 'wine-v1-a'],
        [10, 0.5, 'wine-v1-a'],
      ]);
      expect(trials[0]?.hyperparameters).toEqual({ num_leaves: 2, boosting: 'gbdt', extra_trees: true });
      expect(await runs.list('demo', 'wine')).toHaveLength(1);
      expect(await runs.trials('demo', 'wine', 'wine-v1')).toEqual([]);
    });

    it('says which run does not exist', async () => {
      const missing = { name: 'NotFoundError', message: 'project wine of team demo has no run wine-v1-a' };
      await expect(runs.get('demo', 'wine', 'wine-v1-a')).rejects.toMatchObject(missing);
      await expect(runs.update(v1.run, {})).rejects.toMatchObject(missing);
      expect(await runs.list('demo', 'wine')).toEqual([]);
    });
  });
}
