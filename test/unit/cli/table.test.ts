import { styleText } from 'node:util';
import { describe, expect, it } from 'vitest';
import { formatFields, formatTable } from '#src/cli/table.ts';

describe('formatTable', () => {
  it('aligns by what is seen, numbers to the right, and leaves no blanks at the ends', () => {
    const red = (text: string) => styleText('red', text, { validateStream: false });
    const table = formatTable<[string, number]>(
      [
        { title: 'run', text: ([run]) => (run === 'b' ? red(run) : run) },
        { title: 'took', text: ([, took]) => String(took), align: 'right' },
        { title: 'note', text: () => '' },
      ],
      [
        ['a-long-name', 7],
        ['b', 12345],
      ],
    );
    expect(table.replaceAll(red('b'), 'b').split('\n')).toEqual([
      'run           took  note',
      'a-long-name      7',
      'b            12345',
    ]);
    expect(table).toContain(red('b'));
  });
});

describe('formatFields', () => {
  it('puts the values one below the other and leaves out what has none', () => {
    expect(
      formatFields([
        ['run', 'x'],
        ['metrics', undefined],
        ['outcome', 'failed'],
        ['empty', ''],
      ]),
    ).toBe('run      x\noutcome  failed');
  });
});
