import { describe, expect, it } from 'vitest';
import { fingerprint } from '#src/detect/execution-name.ts';
import { sealedVersions } from '#src/detect/sealed-versions.ts';
import { versionsDue } from '#src/detect/versions-due.ts';

const upload = (version: string, versionId = '1') => ({ key: `demo/wine/raw/${version}.csv`, versionId, bytes: 9 });
const settled = (version: string, versionId = '1') => ({
  version,
  fingerprint: fingerprint(upload(version, versionId)),
});
const due = (uploads: string[], records: ReturnType<typeof settled>[], upTo: string) =>
  versionsDue(sealedVersions(uploads.map((version) => upload(version))), records, upTo).map(({ version }) => version);

describe('versionsDue', () => {
  it('makes good a lost event: older versions that nobody ran come first', () => {
    expect(due(['v9', 'v10', 'v2'], [], 'v10')).toEqual(['v2', 'v9', 'v10']);
  });

  it('leaves newer versions to their own event', () => {
    expect(due(['v1', 'v2'], [], 'v1')).toEqual(['v1']);
  });

  it('does not run an upload twice', () => {
    expect(due(['v1', 'v2'], [settled('v1'), settled('v2')], 'v2')).toEqual([]);
  });

  it('runs another upload under the newest name', () => {
    expect(due(['v1'], [settled('v1', 'another')], 'v1')).toEqual(['v1']);
  });

  it('does not go back behind what was settled', () => {
    expect(due(['v1', 'v2', 'v3'], [settled('v2')], 'v3')).toEqual(['v3']);
  });
});
