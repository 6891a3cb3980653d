import { connect } from '#src/cli/connect.ts';
import { createOutput } from '#src/cli/output.ts';
import { suggestions, summarize } from './demo-summary.ts';
import { explain } from './set-up/failure.mjs';
import { up } from './up.ts';
import { runDemo } from './wine-demo.ts';

const [port, ...wishes] = process.argv.slice(2);
const out = createOutput(process.stdout, process.stderr, false);

try {
  const start = performance.now();
  await up({ port: Number(port), reset: !wishes.includes('keep'), log: out.progress });
  const cloud = await connect({ env: 'local' });
  const demo = await runDemo(cloud, out);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`\n${await summarize(demo, cloud, out)}\n\nAll of it took ${seconds} s.\n`);
  if (!wishes.includes('once')) out.progress(`\n${await suggestions(demo, cloud)}`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n${explain(message) ?? message}\n(more in .driftloop/logs)\n`);
  process.exitCode = 1;
}
