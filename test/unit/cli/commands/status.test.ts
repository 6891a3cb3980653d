import { describe, expect, it } from 'vitest';
import { NoCloudError } from '#src/cli/no-cloud-error.ts';
import { memoryCloud, runCommand } from '#test/support/memory-cloud.ts';

describe('driftloop status', () => {
  it('names everything that is deployed', async () => {
    const { exitCode, stdout } = await runCommand(['status', '--json'], async () => memoryCloud());
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ready: true,
      environment: 'local',
      endpoint: 'http://127.0.0.1:9',
      region: 'eu-central-1',
      apiUrl: 'http://127.0.0.1:9/api',
      buckets: { data: 'the-data', artifacts: 'the-artifacts', capture: 'the-capture' },
      stateMachines: {
        training: 'arn:aws:states:eu-central-1:1:stateMachine:training',
        batch: 'arn:aws:states:eu-central-1:1:stateMachine:batch',
      },
      tables: { registry: 'the-registry', runs: 'the-runs' },
      dashboardUrl: 'https://dashboard.example',
      demoKey: 'the-key',
    });
  });

  it('keeps the API key of AWS to itself', async () => {
    const cloud = { ...memoryCloud(), environment: 'dev' as const, endpoint: undefined };
    const { stdout } = await runCommand(['status', '--json', '--env', 'dev'], async () => cloud);
    expect(JSON.parse(stdout)).toMatchObject({ ready: true, endpoint: null });
    expect(stdout).not.toContain('the-key');
  });

  it('fails when there is no cloud, and only then', async () => {
    const none = await runCommand(['status', '--json'], () => Promise.reject(new NoCloudError('none is running')));
    expect(none.exitCode).toBe(1);
    expect(JSON.parse(none.stdout)).toEqual({ ready: false, environment: 'local', reason: 'none is running' });
    const broken = await runCommand(['status'], () => Promise.reject(new Error('access denied')));
    expect(broken).toMatchObject({ exitCode: 1, stdout: '' });
  });
});
