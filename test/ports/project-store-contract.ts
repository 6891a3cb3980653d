import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ProjectFile } from '#src/contracts/project-file.ts';
import type { ProjectStore, StoredProject } from '#src/ports/project-store.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function stored(project: string, team = 'demo', minRows = 30): StoredProject {
  const file = ProjectFile.parse({
    project,
    team,
    target: 'target',
    task: 'multiclass',
    columns: { proline: { type: 'numerical' } },
    validation: { minRows },
    training: { hyperparameters: { num_leaves: 31, learning_rate: 0.1, extra_trees: true, objective: 'multiclass' } },
    gate: { accuracy: { min: 0.9 }, againstProduction: { metric: 'f1', tolerance: 0.01 } },
  });
  return { file, sha256: sha256(JSON.stringify(file)), appliedAt: '2026-01-01T00:00:00.000Z' };
}

export function projectStoreContract(name: string, open: () => Promise<ProjectStore>): void {
  describe(`ProjectStore on ${name}`, () => {
    let projects: ProjectStore;
    beforeEach(async () => {
      projects = await open();
    });

    it('gives a project back as it was applied', async () => {
      await projects.apply(stored('wine'));
      expect(await projects.get('demo', 'wine')).toEqual(stored('wine'));
    });

    it('replaces a project whose file changed', async () => {
      await projects.apply(stored('wine'));
      await projects.apply(stored('wine', 'demo', 99));
      expect((await projects.get('demo', 'wine')).file.validation.minRows).toBe(99);
      expect(await projects.list()).toHaveLength(1);
    });

    it('changes nothing when the same file is applied again', async () => {
      await projects.apply(stored('wine'));
      await projects.apply({ ...stored('wine'), appliedAt: '2027-01-01T00:00:00.000Z' });
      expect(await projects.get('demo', 'wine')).toEqual(stored('wine'));
    });

    it('lists the projects of a team, or of all of them', async () => {
      for (const project of [stored('wine'), stored('iris'), stored('wine', 'demo2'), stored('wine', 'other')]) {
        await projects.apply(project);
      }
      const names = (list: readonly StoredProject[]) => list.map(({ file }) => `${file.team}/${file.project}`);
      expect(names(await projects.list('demo'))).toEqual(['demo/iris', 'demo/wine']);
      expect(names(await projects.list())).toEqual(['demo/iris', 'demo/wine', 'demo2/wine', 'other/wine']);
      expect(await projects.list('nobody')).toEqual([]);
    });

    it('keeps projects that are applied at the same time', async () => {
      const names = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(names.map((project) => projects.apply(stored(project))));
      expect((await projects.list()).map(({ file }) => file.project)).toEqual(names);
    });

    it('says which project does not exist', async () => {
      await expect(projects.get('demo', 'wine')).rejects.toMatchObject({
        name: 'NotFoundError',
        message: 'team demo has no project wine: apply its project file first',
      });
    });

    it('binds a key to its owner once', async () => {
      const key = sha256('key');
      expect(await projects.keyOwner(key)).toBeUndefined();
      const owner = { team: 'demo', defaultProject: 'wine' };
      expect(await projects.bindKey(key, owner)).toEqual(owner);
      expect(await projects.bindKey(key, { team: 'thief', defaultProject: 'wine' })).toEqual(owner);
      expect(await projects.keyOwner(key)).toEqual(owner);
    });

    it('gives a key that many bind at the same time to one of them', async () => {
      const owners = ['a', 'b', 'c', 'd'].map((team) => ({ team, defaultProject: 'wine' }));
      const bound = await Promise.all(owners.map((owner) => projects.bindKey(sha256('contended'), owner)));
      expect(new Set(bound.map(({ team }) => team)).size).toBe(1);
      expect(await projects.keyOwner(sha256('contended'))).toEqual(bound[0]);
    });
  });
}
