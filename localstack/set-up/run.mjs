import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { explain, SetUpFailure } from './failure.mjs';

/**
 * Runs a program quietly; what it prints goes to the log file.
 *
 * @throws SetUpFailure naming the cause when it is known, else the end of what was printed
 */
export function run(what, command, args, { logFile, env, cwd }) {
  return new Promise((resolve, reject) => {
    let printed = '';
    const keep = (chunk) => {
      printed += chunk;
      try {
        appendFileSync(logFile, chunk);
      } catch {
        // On a full disk the log is lost, and what the program printed says so.
      }
    };
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => reject(new SetUpFailure(`${what} cannot start: ${error.message}`)));
    child.once('close', (code) => {
      if (code === 0) return resolve(printed);
      const end = printed.trimEnd().split('\n').slice(-5).join('\n');
      reject(
        new SetUpFailure(`${what} failed. ${explain(printed) ?? `All of it is in ${logFile}; it ends with:\n${end}`}`),
      );
    });
  });
}
