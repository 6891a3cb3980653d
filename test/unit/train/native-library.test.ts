import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nativeFolder, nativeLibrary, spinBriefly } from '#src/train/native-library.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const platform = `${process.platform}-${process.arch}`;

describe('nativeFolder', () => {
  it('is what DRIFTLOOP_NATIVE_DIR names', () => {
    mkdirSync(folder.path('chosen'));
    const environment = { DRIFTLOOP_NATIVE_DIR: folder.path('chosen') };
    expect(nativeFolder({ environment, platform })).toBe(folder.path('chosen'));
  });

  it('says so when DRIFTLOOP_NATIVE_DIR names nothing', () => {
    const environment = { DRIFTLOOP_NATIVE_DIR: folder.path('nowhere') };
    expect(() => nativeFolder({ environment, platform })).toThrow('DRIFTLOOP_NATIVE_DIR names');
  });

  it('is the one of the checkout otherwise', () => {
    const checkout = dirname(dirname(dirname(import.meta.dirname)));
    expect(nativeFolder({ environment: {}, platform })).toBe(join(checkout, '.driftloop', 'native', platform));
  });

  it('names the remedy when there is none', () => {
    expect(() => nativeFolder({ environment: {}, platform: 'sunos-sparc' })).toThrow(
      'LightGBM and XGBoost are not installed for sunos-sparc: run npm start in the checkout',
    );
  });
});

describe('spinBriefly', () => {
  it.each([
    [{}, { GOMP_SPINCOUNT: '1000' }],
    [{ GOMP_SPINCOUNT: '5' }, { GOMP_SPINCOUNT: '5' }],
    [{ OMP_WAIT_POLICY: 'active' }, { OMP_WAIT_POLICY: 'active' }],
  ])('makes of %j %j', (given, expected) => {
    const environment: Record<string, string | undefined> = given;
    spinBriefly(environment);
    expect(environment).toEqual(expected);
  });
});

describe('nativeLibrary', () => {
  it('loads both libraries over one OpenMP runtime, each once', () => {
    const loaded = nativeLibrary('lib_lightgbm');
    expect(nativeLibrary('lib_lightgbm')).toBe(loaded);
    const version = nativeLibrary('libxgboost').func('void XGBoostVersion(_Out_ int*, _Out_ int*, _Out_ int*)');
    const [major, minor] = [[0], [0]];
    version(major, minor, [0]);
    expect([major, minor]).toEqual([[3], [2]]);
  });
});
