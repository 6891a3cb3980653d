import { PassThrough } from 'node:stream';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type ChartLine, lineChart, sparkline } from '#src/cli/chart.ts';
import { createOutput } from '#src/cli/output.ts';

const out = createOutput(new PassThrough(), new PassThrough(), false);
const size = { width: 10, height: 3 };
const line = (mark: string, ...values: number[]): ChartLine => ({
  mark,
  style: 'cyan',
  points: values.map((value, index) => [index + 1, value]),
});

describe('lineChart', () => {
  it('draws a straight line from corner to corner, with both axes', () => {
    expect(lineChart([line('A', 0, 1)], out, size).split('\n')).toEqual([
      expect.stringMatching(/^ {2}1 ┤ {6}\S{4} A$/),
      expect.stringMatching(/^0\.5 ┤ {3}\S{4}$/),
      expect.stringMatching(/^ {2}0 ┤\S{4}$/),
      '    └──────────',
      '     1        2',
    ]);
  });

  it('marks each line at its end, so that it reads without colours', () => {
    const rows = lineChart([line('A', 1, 0), line('B', 0, 1), line('C', 1, 1)], out, size).split('\n');
    expect(rows[0]).toMatch(/ BC$/);
    expect(rows[2]).toMatch(/ A$/);
  });

  it('draws what does not change in the middle, and a single point', () => {
    expect(lineChart([line('A', 4, 4, 4)], out, size).split('\n')[1]).toMatch(/^4 ┤\S{10} A$/);
    expect(lineChart([line('A', 0)], out, size).split('\n')[1]).toMatch(/^ {3}0 ┤ +\S +A$/);
  });

  it('is nothing without points', () => {
    expect(lineChart([line('A')], out, size)).toBe('');
  });

  test.prop([fc.array(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), { minLength: 1 })])(
    'has as many rows as asked for, each within its width',
    (all) => {
      const rows = lineChart(
        all.map((values, index) => line(String(index % 10), ...values)),
        out,
        size,
      ).split('\n');
      expect(rows).toHaveLength(5);
      const plots = rows.slice(0, 3).map((row) => row.split(/[┤│]/)[1] ?? '');
      expect(plots.filter((plot) => plot.length > 11 + all.length)).toEqual([]);
    },
  );
});

describe('sparkline', () => {
  it('has a bar per value, from the lowest to the highest', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 20)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([3, 3], 20)).toBe('▅▅');
    expect(sparkline([], 20)).toBe('');
  });

  it('keeps the first and the last of more values than it has room for', () => {
    const bars = sparkline([0, ...Array<number>(98).fill(1), 2], 10);
    expect([...bars]).toHaveLength(10);
    expect(bars).toMatch(/^▁.*█$/);
  });
});
