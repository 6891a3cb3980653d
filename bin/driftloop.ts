import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Set before anything else is loaded, so that the next start finds all of it compiled.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/driftloop'));
const { runCli } = await import('#src/cli/run-cli.ts');

// Whoever reads our output may stop in the middle of it, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await runCli(process.argv.slice(2));
