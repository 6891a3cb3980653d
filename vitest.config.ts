import { defineConfig } from 'vitest/config';

const suite = (name: string, include: string[], testTimeout: number) => ({
  test: {
    name,
    include,
    testTimeout,
    hookTimeout: testTimeout,
    env: { AWS_EMF_ENVIRONMENT: 'Local' },
    setupFiles: 'test/support/fast-check-seed.ts',
  },
});

export default defineConfig({
  test: {
    projects: [
      suite('unit', ['test/{unit,steps,golden,state-machines}/**/*.test.ts'], 60_000),
      suite('template', ['test/infrastructure/**/*.test.ts'], 180_000),
      // One emulator serves every integration file, so they run one after another.
      {
        test: {
          ...suite('integration', ['test/{ports,integration}/**/*.test.ts'], 300_000).test,
          globalSetup: 'test/integration/global-setup.ts',
          fileParallelism: false,
        },
      },
    ],
  },
});
