import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startRuns } from '#lambdas/start-run/handler.ts';
import { MemoryWorkflow, memoryProject, objectCreated } from '#test/support/memory-project.ts';

const versionOf = (name: string) => name.split('-')[1];

async function deliver(uploads: readonly string[], events: readonly string[]) {
  const { dependencies, upload } = await memoryProject();
  for (const name of uploads) upload(name, name.endsWith('_SUCCESS') ? '' : 'a,target\n1,0\n');
  const workflow = new MemoryWorkflow();
  for (const name of events) await startRuns(objectCreated(`demo/wine/raw/${name}`), dependencies, workflow);
  return workflow.started.map(({ name }) => versionOf(name));
}

describe('start-run', () => {
  it('starts one run for an event delivered three times', async () => {
    expect(await deliver(['v1.csv'], ['v1.csv', 'v1.csv', 'v1.csv'])).toEqual(['v1']);
  });

  it('starts older versions first when their events are late', async () => {
    expect(await deliver(['v9.csv', 'v10.csv'], ['v10.csv', 'v9.csv'])).toEqual(['v9', 'v10']);
  });

  it('waits for the seal of a version of several files', async () => {
    expect(await deliver(['v1/a.csv', 'v1/b.csv'], ['v1/a.csv', 'v1/b.csv'])).toEqual([]);
    expect(await deliver(['v1/a.csv', 'v1/_SUCCESS'], ['v1/a.csv', 'v1/_SUCCESS'])).toEqual(['v1']);
  });

  it.each(['../../etc.csv', 'notes.txt', 'v1.txt', 'v01.csv', '_SUCCESS'])('passes over %s', async (name) => {
    expect(await deliver([name], [name])).toEqual([]);
  });

  it('starts a second run for another upload under the same name', async () => {
    const { dependencies, upload } = await memoryProject();
    const workflow = new MemoryWorkflow();
    for (const body of ['a,target\n1,0\n', 'a,target\n2,0\n']) {
      upload('v1.csv', body);
      await startRuns(objectCreated('demo/wine/raw/v1.csv'), dependencies, workflow);
    }
    expect(workflow.started).toHaveLength(2);
  });

  it('gives the same runs for events in any order, any number of times', async () => {
    const names = ['v1.csv', 'v2.csv', 'v10.csv'];
    const deliveries = fc
      .array(fc.constantFrom(...names), { maxLength: 6 })
      .chain((more) => fc.shuffledSubarray([...names, ...more], { minLength: names.length + more.length }));
    await fc.assert(
      fc.asyncProperty(deliveries, async (events) => {
        expect((await deliver(names, events)).toSorted()).toEqual(['v1', 'v10', 'v2']);
      }),
      { numRuns: 50 },
    );
  });
});
