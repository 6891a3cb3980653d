import type { ItemKey } from './item-table.ts';

/**
 * Every item of the two tables. Team and project are SafeNames, so `#` separates and never occurs within a part.
 *
 * | table    | pk                         | sk                     | item                                                |
 * |----------|----------------------------|------------------------|-----------------------------------------------------|
 * | registry | `TEAMS`                    | `<team>`               | a team that has projects                            |
 * | registry | `TEAM#<team>`              | `<project>`            | the project file as applied                         |
 * | registry | `KEY#<sha256 of the key>`  | `OWNER`                | whom an API key belongs to                          |
 * | registry | `PROJECT#<team>#<project>` | `VERSION#<9 digits>`   | a model version, with its stage                     |
 * | registry | `PROJECT#<team>#<project>` | `COUNTER`              | how many model versions there are                   |
 * | registry | `PROJECT#<team>#<project>` | `RUN#<run>`            | the model version that a run registered             |
 * | registry | `PROJECT#<team>#<project>` | `STAGE#Production`     | the version that serves: the truth about Production |
 * | registry | `PROJECT#<team>#<project>` | `AUDIT#<9 digits>`     | one change of Production, in order                  |
 * | runs     | `PROJECT#<team>#<project>` | `LEASE`                | the run that has the project's turn                 |
 * | runs     | `PROJECT#<team>#<project>` | `DATA#<9 digits>`      | what became of a data version                       |
 * | runs     | `PROJECT#<team>#<project>` | `RUN#<run>`            | a run                                               |
 * | runs     | `PROJECT#<team>#<project>` | `TRIAL#<run>#<9 digits>` | a tuning trial of a run                           |
 */
export const tableKeys = {
  team: (team: string): ItemKey => ({ pk: TEAMS, sk: team }),
  project: (team: string, project: string): ItemKey => ({ pk: teamPartition(team), sk: project }),
  keyOwner: (keySha256: string): ItemKey => ({ pk: `KEY#${keySha256}`, sk: 'OWNER' }),
  modelVersion: (team: string, project: string, version: number): ItemKey =>
    inProject(team, project, `${MODEL_VERSIONS}${digits(version)}`),
  counter: (team: string, project: string): ItemKey => inProject(team, project, 'COUNTER'),
  modelOfRun: (team: string, project: string, runId: string): ItemKey => inProject(team, project, `RUN#${runId}`),
  production: (team: string, project: string): ItemKey => inProject(team, project, 'STAGE#Production'),
  audit: (team: string, project: string, change: number): ItemKey =>
    inProject(team, project, `${AUDITS}${digits(change)}`),
  lease: (team: string, project: string): ItemKey => inProject(team, project, 'LEASE'),
  dataVersion: (team: string, project: string, number: number): ItemKey =>
    inProject(team, project, `${DATA_VERSIONS}${digits(number)}`),
  run: (team: string, project: string, runId: string): ItemKey => inProject(team, project, `${RUNS}${runId}`),
  trial: (team: string, project: string, runId: string, number: number): ItemKey =>
    inProject(team, project, `${trialsOf(runId)}${digits(number)}`),
};

export const TEAMS = 'TEAMS';
export const MODEL_VERSIONS = 'VERSION#';
const AUDITS = 'AUDIT#';
export const DATA_VERSIONS = 'DATA#';
export const RUNS = 'RUN#';
export const trialsOf = (runId: string): string => `TRIAL#${runId}#`;

export const teamPartition = (team: string): string => `TEAM#${team}`;
export const projectPartition = (team: string, project: string): string => `PROJECT#${team}#${project}`;

const inProject = (team: string, project: string, sk: string): ItemKey => ({ pk: projectPartition(team, project), sk });

/** Padded, so that the table's order is the numbers' order; data versions have at most nine digits. */
const digits = (number: number): string => String(number).padStart(9, '0');
