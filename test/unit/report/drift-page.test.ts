import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type DriftOptions, detectDrift } from '#src/drift/detect-drift.ts';
import { planColumns } from '#src/drift/plan-columns.ts';
import { withPsi } from '#src/drift/population-stability.ts';
import { createRandom } from '#src/random.ts';
import { driftPage } from '#src/report/drift-page.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

function pageOf(reference: Table, current: Table, options: DriftOptions = {}): string {
  return driftPage({
    reference: { name: 'before.csv', table: reference },
    current: { name: 'now.csv', table: current },
    report: withPsi(detectDrift(reference, current, { mode: 'evidently', ...options }), reference, current),
    untested: planColumns(reference, current, options).untested,
    facts: { Mode: 'evidently' },
  });
}

const ramp = (name: string, from: number, rows = 40) =>
  numbers(
    name,
    Array.from({ length: rows }, (_, row) => from + Math.sin(row)),
  );
const cycle = (name: string, levels: readonly (string | null)[], rows = 40) =>
  texts(
    name,
    Array.from({ length: rows }, (_, row) => levels[row % levels.length] ?? null),
  );

const reference = tableOf(ramp('still', 0), ramp('near', 0), ramp('far', 0), cycle('kind', ['a', 'b']));
const current = tableOf(ramp('still', 0), ramp('near', 1), ramp('far', 9), cycle('kind', ['a', 'c', null, 'a']));
const page = pageOf(reference, current);

/** The cells of a column's row as text. */
function cellsOf(markup: string, column: string): string[] {
  const row = markup.slice(markup.indexOf(`<bdi>${column}</bdi></summary>`)).split('</tr>')[0] ?? '';
  return row.split('<td').map((cell) =>
    cell
      .replace(/^[^<]*?>/, '')
      .replace(/<[^>]*>/g, '')
      .trim(),
  );
}

describe('driftPage', () => {
  it('says what was compared and what came of it', () => {
    expect(page).toContain('The data has drifted');
    expect(page).toContain('<code>merge_datasets</code>');
    expect(page).toContain('<b>3 of 4</b> columns drifted');
    expect(page).toContain('<b>75 %</b> drift share, limit 50 %');
    expect(page).toContain('<dt>Reference</dt><dd><bdi>before.csv, 40 rows</bdi></dd>');
    expect(page).toContain('<dt>Mode</dt><dd><bdi>evidently</bdi></dd>');
    expect(pageOf(reference, reference)).toContain('No drift');
    expect(pageOf(reference, current, { share: 0.8 })).toContain('Some drift, below the limit');
  });

  it('sorts drifted columns first, then by how far they are beyond their threshold', () => {
    const order = [...page.matchAll(/<summary><bdi>(.*?)<\/bdi>/g)].map(([, name]) => name);
    expect(order).toEqual(['kind', 'far', 'near', 'still']);
    const distances = pageOf(reference, current, { method: 'psi' });
    expect([...distances.matchAll(/<summary><bdi>(.*?)<\/bdi>/g)].map(([, name]) => name).at(-1)).toBe('still');
  });

  it('has score, threshold, missing share and new levels of every column', () => {
    expect(cellsOf(page, 'near').slice(1)).toEqual([
      ...['▲ drifted', '', 'numerical', 'K-S p_value', expect.stringMatching(/^\d/), '≤ 0.05'],
      ...[expect.stringMatching(/^\d\.\d{4}$/), '0 %', '–'],
    ]);
    expect(cellsOf(page, 'kind').slice(-2)).toEqual(['0 % → 25 %', '1 (33.3 %)']);
    expect(page).toMatch(/<b>New in the current data<\/b> \(1\): <bdi>c<\/bdi> 33\.3 %/);
    expect(page).toMatch(/<b>Gone from the current data<\/b> \(1\): <bdi>b<\/bdi> 50 %/);
  });

  it('shows what the calibrated mode knows beyond the scores', () => {
    const gappy = (name: string, share: number) =>
      numbers(
        name,
        Array.from({ length: 400 }, (_, row) => (row < share * 400 ? null : Math.sin(row))),
      );
    const calibrated = pageOf(tableOf(gappy('a', 0)), tableOf(gappy('a', 0.5)), { mode: 'calibrated' });
    expect(calibrated).toContain('<th scope="col" class="num">Chance</th>');
    expect(cellsOf(calibrated, 'a')[1]).toBe('▲ driftedmissing values');
    expect(calibrated).toMatch(/<th scope="row">missing values<\/th><td>0 %<\/td><td>50 %<\/td>/);
    expect(page).not.toContain('Chance</th>');
  });

  it('gives every chart a text alternative', () => {
    expect(page).toMatch(/<svg class="chart"[^>]* role="img" aria-label="Histogram of far, [^"]*median [^"]*"/);
    const pictures = page.match(/<svg[^>]*>/g) ?? [];
    expect(pictures.filter((tag) => !/role="img" aria-label="|aria-hidden="true"/.test(tag))).toEqual([]);
  });

  it('lists the columns that were not tested', () => {
    const markup = pageOf(tableOf(ramp('a', 0), ramp('gone', 0)), tableOf(ramp('a', 0)));
    expect(markup).toContain('<li><bdi>gone</bdi>: it is missing from the current data</li>');
  });

  it('gives the same bytes for the same input', () => {
    expect(pageOf(reference, current)).toBe(page);
  });

  it('neither runs nor loads anything', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:|\son\w+=|\sstyle=|javascript:/i);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'`.replaceAll("'", '&#39;'),
    );
  });

  it('shows hostile names and levels as the text they are', () => {
    const hostile = '</summary><script>alert(1)</script>"\' onload=x';
    const [before, now] = [cycle(hostile, ['x', hostile]), cycle(hostile, ['x', `${hostile}2`, '<img src=x>', ''])];
    const markup = driftPage({
      reference: { name: '<b>.csv', table: tableOf(before) },
      current: { name: hostile, table: tableOf(now) },
      report: detectDrift(tableOf(before), tableOf(now)),
      untested: [{ name: '<i>', reason: '<u>' }],
      facts: { '<dt>': '<dd>' },
    });
    expect(markup).not.toMatch(/<script|<img|<b>\.csv|<i>:|<u>|<dt><dt>/);
    expect(markup).toContain('&lt;/summary&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; onload=x');
    expect(markup).toContain('<bdi>&quot;&quot;</bdi>');
  });

  it('shows columns that have no values at all', () => {
    const empty = tableOf(numbers('a', [null, null, null]), cycle('b', [null], 3));
    const drift = { type: 'numerical', method: 'ks', score: null, threshold: 0.05, drifted: false } as const;
    const markup = driftPage({
      reference: { name: 'r', table: empty },
      current: { name: 'c', table: empty },
      report: {
        ...{ decision: 'no_drift', datasetDrift: false, driftShare: 0, shareThreshold: 0.5 },
        ...{ driftedColumns: 0, columns: 2, byColumn: { a: drift, b: { ...drift, type: 'categorical' } } },
      },
    });
    expect(markup.match(/Neither side has a value/g)).toHaveLength(2);
    expect(cellsOf(markup, 'a').slice(-3)).toEqual(['–', '100 %', '–']);
  });

  it('stays below 150 KB with 50 columns', () => {
    const random = createRandom(1);
    const noise = (name: string) =>
      numbers(
        name,
        Array.from({ length: 2000 }, () => random() * 1000 - Math.log(random()) * 100),
      );
    const categories = (name: string) =>
      texts(
        name,
        Array.from({ length: 2000 }, () => `some category ${Math.floor(random() ** 2 * 200)}`),
      );
    const wide = () =>
      tableOf(
        ...Array.from({ length: 40 }, (_, index) => noise(`a_numeric_column_${index}`)),
        ...Array.from({ length: 10 }, (_, index) => categories(`a_categorical_column_${index}`)),
      );
    expect(Buffer.byteLength(pageOf(wide(), wide()))).toBeLessThan(150_000);
  });

  it('shows target drift, weights, texts and segments where there are such', () => {
    const words = (rows: number, word: string) =>
      texts(
        'note',
        Array.from({ length: rows }, (_, row) => `${word} ${row}`),
      );
    const [before, now] = [tableOf(ramp('far', 0), words(40, 'old')), tableOf(ramp('far', 9), words(40, 'new'))];
    const options = { mode: 'calibrated', roles: { far: 'target' }, weights: { note: 1, far: 1 } } as const;
    const report = detectDrift(before, now, options);
    const segment = {
      rows: { reference: 9, current: 5 },
      decision: null,
      driftShare: null,
      driftedColumns: 0,
      columns: 0,
    };
    const segments = { kind: { '<b>': { ...segment, byColumn: {} } } };
    const markup = driftPage({
      reference: { name: 'a', table: before },
      current: { name: 'b', table: now },
      report: { ...report, segments },
    });
    expect(markup).toContain('<li><b>▲ drifted</b> target: <bdi>far</bdi></li>');
    expect(markup).toContain('text<small>counts 50 %</small>');
    expect(markup).toContain('<figcaption>Lengths of the texts, in characters.</figcaption>');
    expect(markup).toContain('words that the reference lacks');
    expect(markup).toContain('<th scope="row"><bdi>&lt;b&gt;</bdi></th><td><small>too few rows</small></td>');
    expect(page).not.toContain('id="segments"');
  });
});
