import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const Measured = z.object({ seconds: z.number(), cpuSeconds: z.number(), megabytes: z.number() });
export type Measured = z.infer<typeof Measured>;

/** Wall-clock and processor seconds and peak memory of a whole process; its stdout goes to `output`. */
export function measureProcess(output: string, command: readonly string[]): Measured {
  const script = join(import.meta.dirname, 'measure_process.py');
  const text = execFileSync('python3', [script, output, ...command], { encoding: 'utf8' });
  return Measured.parse(JSON.parse(text));
}
