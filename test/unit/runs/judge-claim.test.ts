import { describe, expect, it } from 'vitest';
import type { RunClaim } from '#src/ports/run-tracker.ts';
import { judgeClaim, type TurnState } from '#src/runs/judge-claim.ts';
import { newRun } from '#src/runs/run-record.ts';

const START = '2026-01-01T00:00:00.000Z';
const run = { team: 'demo', project: 'wine', runId: 'this-run', version: 'v10' };
const claim: RunClaim = { run, fingerprint: 'fp', startedAt: START, olderVersions: [] };
const fresh: TurnState = { holder: undefined, newestSettled: undefined, versions: [], record: undefined };
const v10 = { version: 'v10', fingerprint: 'fp', runId: 'that-run', outcome: 'failed' } as const;

describe('judgeClaim', () => {
  it('grants the first run of a project', () => {
    expect(judgeClaim(claim, fresh)).toEqual({ granted: true });
  });

  it('grants the run that has the turn', () => {
    const running = { ...fresh, holder: 'this-run', record: newRun(run, START) };
    expect(judgeClaim(claim, running)).toEqual({ granted: true });
  });

  it('makes a run wait for the one that has the turn', () => {
    expect(() => judgeClaim(claim, { ...fresh, holder: 'that-run' })).toThrow('v10 waits: run that-run');
  });

  it('makes a run wait for an older version, by number and not by text', () => {
    expect(() => judgeClaim({ ...claim, olderVersions: ['v9'] }, fresh)).toThrow('v10 waits: v9 is older');
    expect(judgeClaim({ ...claim, olderVersions: ['v11', 'v10'] }, fresh)).toEqual({ granted: true });
  });

  it('waits for no version that was settled or overtaken', () => {
    const older = { ...claim, olderVersions: ['v0', 'v8', 'v9'] };
    expect(judgeClaim(older, { ...fresh, newestSettled: 9 })).toEqual({ granted: true });
    const unclaimed = { ...v10, version: 'v9' };
    expect(judgeClaim({ ...claim, olderVersions: ['v9'] }, { ...fresh, versions: [unclaimed] })).toEqual({
      granted: true,
    });
    expect(() => judgeClaim({ ...claim, olderVersions: ['v0'] }, fresh)).toThrow('v0 is older');
  });

  it('refuses at once what was settled, though another run has the turn', () => {
    const busy = { ...fresh, holder: 'that-run' };
    expect(judgeClaim(claim, { ...busy, versions: [v10] })).toMatchObject({ granted: false });
    expect(judgeClaim(claim, { ...busy, newestSettled: 11 })).toEqual({
      granted: false,
      reason: 'v11 was already settled and is newer than v10',
    });
    const ended = { ...newRun(run, START), outcome: 'registered' } as const;
    expect(judgeClaim(claim, { ...busy, record: ended })).toMatchObject({ granted: false });
  });

  it('lets another upload of the newest version run', () => {
    const settled = { ...fresh, newestSettled: 10, versions: [{ ...v10, fingerprint: 'another' }] };
    expect(judgeClaim(claim, settled)).toEqual({ granted: true });
  });
});
