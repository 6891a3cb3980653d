import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRepository } from '#lib/repository.ts';
import { trainingEnvironment } from '#src/train/training-environment.ts';

describe('trainingEnvironment', () => {
  it.each([
    ['lightgbm', 'lightgbm', 'lightgbm'],
    ['xgboost', 'xgboost', 'xgboost-cpu'],
    ['linear', 'xgboost', 'xgboost-cpu'],
  ] as const)('names the version of %s that is installed', (algorithm, library, wheel) => {
    const { libraries, platform } = trainingEnvironment(algorithm);
    const pinned = readFileSync(inRepository('localstack', 'native', 'linux-x64.txt'), 'utf8');
    const version = new RegExp(`^${wheel}==(\\S+)`, 'm').exec(pinned)?.[1];
    expect(Object.keys(libraries)).toEqual([library, 'onnxruntime', 'node']);
    expect(libraries[library]).toMatch(new RegExp(`^${version}\\+[0-9a-f]{12}$`));
    const { dependencies } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
    expect(libraries['onnxruntime']).toBe(dependencies['onnxruntime-node']);
    expect(platform).toBe(`${process.platform}-${process.arch}`);
  });
});
