import { expect, it } from 'vitest';
import { needsRows } from '#src/sketch/needs-rows.ts';
import { projectOf } from '#test/support/projects.ts';

it.each([
  [{}, false],
  [{ methods: { x: 'psi', y: 'ks' } }, false],
  [{ methods: { x: 'psi', y: 'es' } }, true],
])('%j needs the rows themselves: %s', (drift, needed) => {
  expect(needsRows(projectOf({ drift }))).toBe(needed);
});
