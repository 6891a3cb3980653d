import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const MAIN = new URL('../../lambdas/train-task/main.ts', import.meta.url).pathname;

/**
 * Runs the entry point of the training task as a process of its own.
 *
 * @param onLine - told every line of its log, and how to have it end as a machine does that is taken away
 * @returns its exit code, and the messages of its log
 */
export async function runTrainTask(
  environment: NodeJS.ProcessEnv,
  onLine: (line: string, terminate: () => void) => void = () => {},
): Promise<{ code: unknown; log: string[] }> {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...environment }, stdio: 'pipe' });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      log.push(line);
      onLine(line, () => child.kill('SIGTERM'));
    });
  }
  const [code] = await once(child, 'close');
  return { code, log };
}
