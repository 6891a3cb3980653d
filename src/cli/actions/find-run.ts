import { NotFoundError } from '#src/errors.ts';
import type { Cloud } from '../cloud.ts';
import type { RunId } from './watch-run.ts';

const RUN_ID = /^(?<project>.+)-v\d+-[0-9a-f]{16}$/;

/**
 * Finds a run's project by its id, which begins with the project's name.
 *
 * @throws NotFoundError when the id is none, or of a project the team does not have
 */
export async function findRun(cloud: Pick<Cloud, 'projects'>, team: string, runId: string): Promise<RunId> {
  const begun = RUN_ID.exec(runId)?.groups?.['project'];
  if (begun === undefined) {
    throw new NotFoundError(
      `"${runId}" is not a run id: they look like wine-v2-0123456789abcdef, see \`driftloop runs list P\``,
    );
  }
  const projects = await cloud.projects.list(team);
  const names = projects.map(({ file }) => file.project);
  const project = names.find((name) => name === begun) ?? names.find((name) => name.startsWith(begun));
  if (project === undefined)
    throw new NotFoundError(`team ${team} has no project "${begun}", which run ${runId} would belong to`);
  return { team, project, runId };
}
