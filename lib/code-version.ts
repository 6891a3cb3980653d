import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inRepository, repositoryRoot } from './repository.ts';

/** The commit of the checkout, `-dirty` when files differ from it; the package's version outside a repository. */
export function codeVersion(): string {
  try {
    const arguments_ = ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'];
    return execFileSync('git', arguments_, {
      cwd: repositoryRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(inRepository('package.json'), 'utf8')))
      .version;
  }
}
