// Plain JavaScript, and nothing but Node's own modules: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain, SetUpFailure } from './set-up/failure.mjs';
import { installNodePackages, linkCommand, nodePackagesMatch, projectNode } from './set-up/node-packages.mjs';
import { installPython, pythonMatches } from './set-up/python.mjs';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const logFile = join(repository, '.driftloop', 'logs', 'set-up.log');
const programs = { start: 'localstack/start.ts', test: 'test/run.ts' };
const supported = ['linux-x64', 'linux-arm64', 'darwin-arm64'];

function requireSupportedHost() {
  const host = `${process.platform}-${process.arch}`;
  if (!supported.includes(host)) {
    throw new SetUpFailure(`Driftloop runs on ${supported.join(', ')}, not on ${host}; on Windows use WSL 2.`);
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetUpFailure(`Driftloop needs Node ≥ 20.19 and this is ${process.version}: install a newer Node.`);
  }
}

/** Does one part of the set-up unless it is done, and says how long it took. */
async function part(name, done, work) {
  if (done) return;
  const start = performance.now();
  process.stderr.write(`… ${name}\n`);
  await work();
  process.stderr.write(`✔ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`);
}

/** What a checkout takes with everything installed, and room for the caches. */
const neededBytes = 2.5e9;

function requireRoom() {
  const { bavail, bsize } = statfsSync(repository);
  if (bavail * bsize >= neededBytes) return;
  const gigabytes = (bytes) => (bytes / 1e9).toFixed(1);
  throw new SetUpFailure(
    `The disk is full: ${repository} needs ${gigabytes(neededBytes)} GB and there are ${gigabytes(bavail * bsize)} GB: free some.`,
  );
}

async function setUp() {
  const place = { repository, logFile };
  const packages = nodePackagesMatch(repository);
  const python = pythonMatches(repository);
  if (!packages && !python) requireRoom();
  const parts = await Promise.allSettled([
    part('npm packages, Node 24 among them', packages, () => installNodePackages(place)),
    part('local cloud (MiniStack) in .driftloop/venv', python, () => installPython(place)),
    installNativeLibraries(),
  ]);
  const failure = parts.find(({ status }) => status === 'rejected');
  if (failure) throw failure.reason;
  linkCommand(repository);
}

async function installNativeLibraries() {
  const { ensureNativeLibraries } = await import('./native-libraries.mjs');
  await ensureNativeLibraries({ architectures: [process.arch] });
}

/** Runs a program of ours with the project's Node, first on the PATH of whatever it starts. */
function hand(program, args) {
  const node = projectNode(repository);
  const path = [join(repository, 'node_modules', '.bin'), dirname(node), process.env.PATH].join(delimiter);
  const child = spawn(node, [join(repository, program), ...args], {
    cwd: repository,
    env: { ...process.env, PATH: path, NODE_COMPILE_CACHE: join(repository, 'node_modules', '.cache', 'driftloop') },
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to both of us; any other sender only to the one it knows.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => {
    process.exitCode = signal ? 1 : code;
  });
}

const [command, ...args] = process.argv.slice(2);
try {
  if (!(command in programs))
    throw new SetUpFailure(`Say what to do: node localstack/set-up.mjs ${Object.keys(programs).join('|')}`);
  requireSupportedHost();
  mkdirSync(dirname(logFile), { recursive: true });
  rmSync(logFile, { force: true });
  await setUp();
  hand(programs[command], args);
} catch (error) {
  const known = error instanceof SetUpFailure ? error.message : explain(String(error?.code ?? error));
  process.stderr.write(`\n${known ?? error?.stack ?? error}\n`);
  process.exitCode = 1;
}
