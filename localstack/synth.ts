import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { codeVersion } from '#lib/code-version.ts';
import { readCloudAssembly } from './cloud-assembly.ts';
import { localFolder, repository } from './paths.ts';
import { commandOf, waitUntil } from './process-table.ts';

/** Everything that the templates and bundles are made of. */
const inputs = ['bin', 'lib', 'src', 'lambdas', 'state-machines', 'cdk.json', 'package-lock.json', 'localstack/native'];

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

export interface SynthOptions {
  /** One of lib/environments.ts. */
  readonly environment: string;
  readonly log: (line: string) => void;
}

/**
 * Synthesizes the CDK app as `cdk synth` does, unless nothing it is made of has changed since.
 *
 * @returns the folder of the cloud assembly
 */
export async function synthesize({ environment, log }: SynthOptions): Promise<string> {
  const assembly = join(localFolder, `cdk.out-${environment}`);
  const marker = join(assembly, 'inputs.sha256');
  const digest = digestOf(inputs.flatMap((path) => filesOf(join(repository, path))));
  if (existsSync(marker) && readFileSync(marker, 'utf8') === digest) return assembly;
  log('synthesizing the CloudFormation templates');
  await alone(`${assembly}.lock`, async () => {
    rmSync(marker, { force: true });
    await runApp(assembly, environment);
    dropStaleAssets(assembly);
    writeFileSync(marker, digest);
  });
  return assembly;
}

/** Bundles of code that has changed since; the app itself only adds to its folder. */
function dropStaleAssets(assembly: string): void {
  const used = new Set(readCloudAssembly(assembly).stacks.flatMap(({ assets }) => assets.map(({ path }) => path)));
  for (const name of readdirSync(assembly)) {
    const path = join(assembly, name);
    if (name.startsWith('asset.') && !used.has(path)) rmSync(path, { recursive: true });
  }
}

/** Does `work` while no other process does: `npm start` and `npm test` share the assembly. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(dirname(lock), { recursive: true });
  if (!(await waitUntil(() => take(lock), 300_000))) throw new Error(`another synthesis holds ${lock}: end it`);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (owner > 0 && commandOf(owner) === undefined) rmSync(lock, { force: true });
    return false;
  }
}

/** The protocol between the CDK CLI and an app. The CLI itself would add a second, a network call and files in ~/.cdk. */
async function runApp(assembly: string, environment: string): Promise<void> {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(join(repository, 'cdk.json'), 'utf8')));
  const given = { ...context, env: environment, 'aws:cdk:bundling-stacks': ['**'] };
  const logFile = join(localFolder, 'logs', 'synth.log');
  mkdirSync(join(localFolder, 'logs'), { recursive: true });
  const output = openSync(logFile, 'w');
  const app = spawn(process.execPath, [join(repository, 'bin', 'driftloop-app.ts')], {
    cwd: repository,
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify(given) },
    stdio: ['ignore', output, output],
  });
  const code = await new Promise<number | null>((resolve, reject) => app.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`the CDK app failed:\n${readFileSync(logFile, 'utf8').trimEnd()}`);
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(codeVersion());
  for (const file of files) hash.update(`${relative(repository, file)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}
