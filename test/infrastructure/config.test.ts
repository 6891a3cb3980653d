import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Config } from '#lib/config.ts';
import { configFor } from '#lib/config-for.ts';

describe('configFor', () => {
  it('chooses dev when nothing is chosen', () => {
    expect(configFor({}).name).toBe('dev');
  });

  it('names the environments when the chosen one does not exist', () => {
    expect(() => configFor({ env: 'staging' })).toThrow(/no environment .*staging.*local\|dev\|prod/);
  });

  it('takes account and region from the CLI, and does without', () => {
    expect(configFor({ env: 'dev', account: '123456789012', region: 'eu-central-1' })).toMatchObject({
      account: '123456789012',
      region: 'eu-central-1',
    });
    expect(configFor({ env: 'dev' }).account).toBeUndefined();
  });

  it('keeps the local environment in the emulator, whoever is signed in', () => {
    expect(configFor({ env: 'local', account: '123456789012', region: 'eu-central-1' })).toMatchObject({
      account: '000000000000',
      region: 'us-east-1',
    });
  });

  it('subscribes the given address', () => {
    expect(configFor({ alertEmail: 'ops@example.com' }).alertEmail).toBe('ops@example.com');
    expect(() => configFor({ alertEmail: 'nobody' })).toThrow(/alertEmail|email/i);
  });
});

describe('Config', () => {
  const valid = configFor({ env: 'prod' });

  it.each([
    ['a log retention that CloudWatch does not offer', { retention: { ...valid.retention, logDays: 8 } }],
    [
      'more memory than Lambda has',
      { functions: { ...valid.functions, train: { memoryMb: 20_000, timeoutSeconds: 9 } } },
    ],
    [
      'an answer slower than the API waits',
      { functions: { ...valid.functions, predict: { memoryMb: 512, timeoutSeconds: 30 } } },
    ],
    ['a malformed account', { account: '42' }],
    ['a key it does not know', { colour: 'red' }],
  ])('refuses %s', (_, change) => {
    expect(Config.safeParse({ ...valid, ...change }).success).toBe(false);
    expect(Config.safeParse(valid).success).toBe(true);
  });
});

describe('lib/', () => {
  it('asks nowhere which environment it is', () => {
    const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const asking = files
      .filter((file) => file !== 'environments.ts')
      .filter((file) => /\blocal['"`]|['"`](dev|prod)\b|\bname ===/.test(readFileSync(join('lib', file), 'utf8')));
    expect(asking).toEqual(['config-for.ts']); // where dev is the default
  });
});
