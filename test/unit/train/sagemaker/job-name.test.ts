import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SafeName } from '#src/contracts/names.ts';
import { JOB_PREFIX, jobName } from '#src/train/sagemaker/job-name.ts';

/** As SageMaker has it. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html */
const VALID = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;
const safeName = fc
  .stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,60}$/)
  .filter((name) => SafeName.safeParse(name).success);

describe('the name of a training job', () => {
  it('is valid with the numbers of redrive and attempt, and begins as roles are granted', () => {
    fc.assert(
      fc.property(safeName, safeName, (team, project) => {
        const name = jobName({ team, project, version: 'v1', runId: `${project.slice(0, 50)}-v1-0` });
        expect(`${name}-10004`).toMatch(VALID);
        expect(name.startsWith(JOB_PREFIX)).toBe(true);
      }),
    );
  });

  it('is the same for the same run, and another for a run of the same name of another team', () => {
    const run = { team: 'a', project: 'wine', version: 'v1', runId: 'wine-v1-0' };
    expect(jobName(run)).toBe(jobName({ ...run }));
    expect(jobName({ ...run, team: 'b' })).not.toBe(jobName(run));
    expect(jobName({ ...run, runId: 'wine-v1-1' })).not.toBe(jobName(run));
  });
});
