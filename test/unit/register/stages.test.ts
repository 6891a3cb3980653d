import { describe, expect, it } from 'vitest';
import type { Stage } from '#src/ports/model-registry.ts';
import { canMove } from '#src/register/stages.ts';

const STAGES: readonly Stage[] = ['None', 'Staging', 'Production', 'Archived'];
const LEGAL = [
  'None→Staging',
  'None→Production',
  'None→Archived',
  'Staging→Production',
  'Staging→Archived',
  'Production→Archived',
];

describe('canMove', () => {
  it.each(STAGES.flatMap((from) => STAGES.map((to) => [from, to] as const)))('%s → %s', (from, to) => {
    expect(canMove(from, to)).toBe(LEGAL.includes(`${from}→${to}`));
  });
});
