import { describe, expect, it } from 'vitest';
import { DriftReport } from '#src/contracts/reports.ts';
import { runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const csv = (name: string, header: string, row: (index: number) => string) =>
  folder.write(name, `${header}\n${Array.from({ length: 40 }, (_, index) => row(index)).join('\n')}\n`);
const reference = csv(
  'reference.csv',
  'size,kind,note',
  (row) => `${row / 8},${row % 2 ? 'x' : 'y'},2026-01-01 00:${row + 10}:00`,
);
const moved = csv(
  'moved.csv',
  'size,kind,note',
  (row) => `${row / 8 + 9},${row % 2 ? 'x' : 'y'},2026-01-01 00:${row + 10}:00`,
);

/** Offline commands must not even look for a cloud. */
const run = (...args: string[]) => runCommand(['drift', ...args], () => Promise.reject(new Error('asked for a cloud')));

describe('driftloop drift', () => {
  it('prints exactly the report as JSON, and what was not tested on stderr', async () => {
    const { exitCode, stdout, stderr } = await run(reference, moved, '--json', '--mode', 'evidently');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'not tested: note: its type is datetime\n' });
    const report = JSON.parse(stdout);
    expect(report).toEqual(DriftReport.strict().parse(report));
    expect(report).toMatchObject({ decision: 'merge_datasets', driftShare: 0.5, columns: 2, shareThreshold: 0.5 });
    expect(Object.keys(report)).toEqual(
      'decision,datasetDrift,driftShare,shareThreshold,driftedColumns,columns,byColumn'.split(','),
    );
    expect(report.byColumn.size).toMatchObject({ type: 'numerical', method: 'ks', drifted: true });
    expect(Object.keys(report.byColumn.size)).toEqual('type,method,score,threshold,drifted'.split(','));
  });

  it('is calibrated unless told otherwise, and says how often chance alone does that', async () => {
    const report = JSON.parse((await run(reference, moved, '--json')).stdout);
    expect(report).toEqual(DriftReport.strict().parse(report));
    expect(report).toMatchObject({ decision: 'merge_datasets', falseDiscoveryRate: 0.01 });
    expect(report.byColumn.size).toMatchObject({ method: 'ks_distance', score: 1, threshold: 0.1, drifted: true });
    expect(report.byColumn.size.chance).toBeLessThan(1e-6);
    expect(report.byColumn.kind).toMatchObject({ method: 'total_variation', score: 0, chance: 1, drifted: false });
  });

  it('shows a table and the verdict to people', async () => {
    const { stdout } = await run(reference, moved);
    expect(stdout).toMatch(/^column +type +test +score +threshold +chance\n/);
    expect(stdout).toMatch(/\nkind +categorical +total_variation +0 +0\.1 +1\n/);
    expect(stdout).toMatch(/\n1 of 2 columns drifted: 50 %, limit 50 % → merge_datasets\n$/);
  });

  it('takes a share, columns, methods and a schema', async () => {
    const schema = folder.write('schema.json', '{"columns":{"note":{"type":"categorical"}}}');
    const { stdout, stderr } = await run(
      ...[reference, moved, '--json', '--share', '0.9', '--schema', schema],
      ...['--columns', 'size,note', '--method', 'psi', '--method', 'size=wasserstein'],
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      decision: 'no_drift',
      shareThreshold: 0.9,
      byColumn: { size: { method: 'wasserstein' }, note: { type: 'categorical', method: 'psi', score: 0 } },
    });
  });

  it('takes thresholds for all columns and for one', async () => {
    const { stdout } = await run(reference, moved, '--json', '--threshold', '0.3', '--threshold', 'size=1');
    expect(JSON.parse(stdout)).toMatchObject({
      byColumn: { size: { score: 1, threshold: 1, drifted: true }, kind: { threshold: 0.3 } },
    });
  });

  it('fails on a threshold that its test cannot reach', async () => {
    const { exitCode, stderr } = await run(reference, moved, '--method', 'size=ks', '--threshold', 'size=1.1');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the threshold 1.1 of the column "size" is out of range');
  });

  it.each([
    [['--share', '2'], /--share is a number from 0 to 1, got "2"/],
    [['--method', 'pst'], /no such test/],
    [['--threshold', 'size=much'], /--threshold size=much: the threshold is a number/],
    [['--mode', 'guess'], /evidently/],
  ])('calls %s wrong usage', async (args, message) => {
    const { exitCode, stdout, stderr } = await run(reference, moved, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('fails in one sentence on data that cannot be compared', async () => {
    const { exitCode, stderr } = await run(reference, moved, '--columns', 'colour');
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error: column "colour" cannot be tested for drift: it is missing from the reference and the current data\n',
    );
  });

  it('takes segments, weights and roles', async () => {
    const schema = folder.write('roles.json', '{"columns":{"kind":{"type":"categorical","role":"target"}}}');
    const weights = folder.write('weights.json', '{"size":1,"kind":3}');
    const flags = ['--segment', 'kind', '--weights', weights, '--schema', schema];
    const report = JSON.parse((await run(...[reference, moved], ...flags, '--json')).stdout);
    expect(report).toEqual(DriftReport.strict().parse(report));
    expect(report).toMatchObject({ decision: 'no_drift', driftShare: 0.25, driftedColumns: 1 });
    expect(report.byColumn.kind).toMatchObject({ role: 'target', weight: 0.75 });
    expect(report.segments.kind.x.rows).toEqual({ reference: 20, current: 20 });
    const { stdout } = await run(...[reference, moved], ...flags);
    expect(stdout).toContain('\ntarget kind: has not drifted\n');
    expect(stdout).toContain('\nkind = x: too few rows to compare\n');
  });

  it('refuses weights that are not numbers', async () => {
    const weights = folder.write('words.json', '{"size":"much"}');
    expect(await run(reference, moved, '--weights', weights)).toMatchObject({ exitCode: 2 });
  });
});
