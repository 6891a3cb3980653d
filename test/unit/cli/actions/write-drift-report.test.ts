import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const csv = (name: string, from: number) =>
  folder.write(
    name,
    `size,day\n${Array.from({ length: 40 }, (_, row) => `${from + row / 8},2026-03-${10 + (row % 20)}`).join('\n')}\n`,
  );
const run = (...args: string[]) => runCommand(['drift', ...args], () => Promise.reject(new Error('asked for a cloud')));

describe('driftloop drift --html', () => {
  it('writes the page beside the result', async () => {
    const path = folder.path('report.html');
    const { exitCode, stdout, stderr } = await run(csv('before.csv', 0), csv('now.csv', 9), '--json', '--html', path);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: `not tested: day: its type is datetime\nwrote ${path}\n`,
    });
    expect(JSON.parse(stdout)).toMatchObject({ decision: 'merge_datasets' });
    const page = readFileSync(path, 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toMatch(/<dt>Reference<\/dt><dd><bdi>[^<]*before\.csv, 40 rows<\/bdi>/);
    expect(page).toMatch(/<dt>Mode<\/dt><dd><bdi>calibrated<\/bdi>/);
    expect(page).toMatch(/<dt>Compared<\/dt><dd><bdi>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC<\/bdi>/);
    expect(page).toContain('<li><bdi>day</bdi>: its type is datetime</li>');
  });

  it('fails in a sentence where the page cannot be written', async () => {
    const { exitCode, stderr } = await run(
      csv('before.csv', 0),
      csv('now.csv', 9),
      '--html',
      folder.path('no-such-folder/page.html'),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('error: there is no file or folder');
  });
});
