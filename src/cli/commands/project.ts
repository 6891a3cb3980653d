import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { StoredProject } from '#src/ports/project-store.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { formatTime } from '../format.ts';
import { formatTable } from '../table.ts';
import { UsageError } from '../usage-error.ts';

export function projectCommand(cli: Cli): Command {
  const project = new Command('project').description('the modelling problems of a team, one file each');
  project
    .command('apply')
    .description('create or replace the project that a file describes')
    .argument('<file>', 'project file, such as projects/wine.yaml')
    .action((file: string, _, command: Command) => apply(cli, file, command));
  project
    .command('list')
    .description('list the projects of the team')
    .action((_, command: Command) => list(cli, command));
  project
    .command('show')
    .description('show a project with all its settings')
    .argument('<project>')
    .action((name: string, _, command: Command) => show(cli, name, command));
  return project;
}

async function apply(cli: Cli, fileName: string, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const [{ applyProject }, { parseProjectFile }] = await Promise.all([
    import('../actions/apply-project.ts'),
    import('#src/contracts/parse-project-file.ts'),
  ]);
  const text = await readFile(fileName, 'utf8');
  const { team } = parseProjectFile(text, fileName);
  if (command.getOptionValueSourceWithGlobals('team') === 'cli' && options.team !== team) {
    throw new UsageError(`${fileName} is team ${team}'s, not ${options.team}'s: write "team: ${options.team}" into it`);
  }
  const applied = await applyProject(await cli.connect(options), text, fileName, new Date(cli.now()).toISOString());
  for (const note of applied.notes) out.progress(out.progressStyle('yellow', `note: ${note}`));
  out.result(applied, () => `applied ${applied.team}/${applied.project} (sha256 ${applied.sha256.slice(0, 12)})`);
}

async function list(cli: Cli, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const { projects } = await cli.connect(options);
  const stored = await projects.list(options.team);
  out.result(stored.map(asListed), () =>
    stored.length === 0
      ? `team ${options.team} has no projects yet: \`driftloop project apply FILE\` creates one`
      : formatTable(
          [
            { title: 'project', text: ({ file }) => file.project },
            { title: 'task', text: ({ file }) => file.task },
            { title: 'target', text: ({ file }) => file.target },
            { title: 'algorithm', text: ({ file }) => file.training.algorithm },
            { title: 'applied', text: ({ appliedAt }) => formatTime(appliedAt) },
          ],
          stored,
        ),
  );
}

const asListed = ({ file, sha256, appliedAt }: StoredProject) => ({
  team: file.team,
  project: file.project,
  task: file.task,
  target: file.target,
  algorithm: file.training.algorithm,
  sha256,
  appliedAt,
});

async function show(cli: Cli, name: string, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const [{ stringify }, { safeName }] = await Promise.all([import('yaml'), import('../names.ts')]);
  const { projects } = await cli.connect(options);
  const { file, sha256, appliedAt } = await projects.get(options.team, safeName('project', name));
  out.result({ ...file, sha256, appliedAt }, () => {
    const heading = out.style('dim', `# applied ${formatTime(appliedAt)}, sha256 ${sha256}`);
    return `${heading}\n${stringify(file).trimEnd()}`;
  });
}
