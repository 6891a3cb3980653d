import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpFailure } from './failure.mjs';
import { run } from './run.mjs';

const oldest = [3, 10];
const candidates = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const inspection = `
import importlib.util as util, json, sys
print(json.dumps([*sys.version_info[:2], bool(util.find_spec("venv") and util.find_spec("ensurepip"))]))`;

const paths = (repository) => ({
  venv: join(repository, '.driftloop', 'venv'),
  requirements: join(repository, 'localstack', 'requirements.txt'),
  marker: join(repository, '.driftloop', 'venv', 'requirements.sha256'),
});

const digest = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Whether the virtual environment holds exactly what requirements.txt names. */
export function pythonMatches(repository) {
  const { venv, requirements, marker } = paths(repository);
  const alive = existsSync(join(venv, 'bin', 'python')) && existsSync(marker);
  return alive && readFileSync(marker, 'utf8') === digest(requirements);
}

/** Makes the virtual environment anew; every package is checked against the hash in requirements.txt. */
export async function installPython({ repository, logFile }) {
  const { venv, requirements, marker } = paths(repository);
  const python = findPython();
  rmSync(venv, { recursive: true, force: true });
  await run(`${python} -m venv`, python, ['-m', 'venv', venv], { logFile });
  const args = ['-m', 'pip', 'install', '--no-deps', '--require-hashes', '--only-binary', ':all:', '-r', requirements];
  const env = { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' };
  await run('pip install', join(venv, 'bin', 'python'), args, { logFile, env });
  writeFileSync(marker, digest(requirements));
}

/** @throws SetUpFailure when no Python of the machine is new and complete enough */
export function findPython() {
  const found = candidates.flatMap((command) => {
    const { status, stdout } = spawnSync(command, ['-c', inspection], { encoding: 'utf8' });
    if (status !== 0) return [];
    const [major, minor, complete] = JSON.parse(stdout);
    return [{ command, major, minor, complete, name: `Python ${major}.${minor}` }];
  });
  const recent = found.filter(({ major, minor }) => major === oldest[0] && minor >= oldest[1]);
  const usable = recent.find(({ complete }) => complete);
  if (usable) return usable.command;
  if (recent[0]) {
    const { name, minor } = recent[0];
    throw new SetUpFailure(
      `${name} lacks venv or pip, which the local cloud is installed with: install them (Debian, Ubuntu: apt-get install python3.${minor}-venv).`,
    );
  }
  throw new SetUpFailure(
    found[0]
      ? `The local cloud needs Python ≥ ${oldest.join('.')} and this machine has ${found[0].name}: install a newer one beside it.`
      : `The local cloud needs Python ≥ ${oldest.join('.')} and there is none on the PATH: install it (Debian, Ubuntu: apt-get install python3 python3-venv).`,
  );
}
