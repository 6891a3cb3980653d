import { parseArgs } from 'node:util';

/** Benchmarks by name; each prints its own figures. */
const benches: Readonly<Record<string, () => Promise<string>>> = {
  memory: async () => (await import('./memory.ts')).benchMemory(),
  calibration: async () => (await import('./calibration.ts')).benchCalibration(),
  drift: async () => (await import('./drift.ts')).benchDrift(Number(process.env['DRIFT_ROWS'] ?? 100_000)),
  fuzz: async () =>
    (await import('./fuzz.ts')).benchFuzz(
      Number(process.env['FUZZ_FILES'] ?? 100_000),
      Number(process.env['FUZZ_SEED'] ?? 1),
    ),
  merge: async () => (await import('./merge.ts')).benchMerge(Number(process.env['MERGE_ROWS'] ?? 1_000_000)),
  train: async () => (await import('./train.ts')).benchTrain(Number(process.env['TRAIN_ROWS'] ?? 200_000)),
  tune: async () =>
    (await import('./tune.ts')).benchTune(
      Number(process.env['TUNE_ROWS'] ?? 100_000),
      Number(process.env['TUNE_SEEDS'] ?? 3),
    ),
  chain: async () => (await import('./chain.ts')).benchChain(),
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(`no benchmark "${unknown[0]}": there are ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stdout.write(`${name}\n${await bench()}\n\n`);
}
