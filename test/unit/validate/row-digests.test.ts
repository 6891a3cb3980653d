import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { repeatedRows } from '#src/validate/row-digests.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const number = fc.constantFrom(0, -0, 1, 2 ** -52 + 1, -1, Number.POSITIVE_INFINITY, 1e300, null);
const row = fc.tuple(number, number, fc.constantFrom('a', 'b', '', null));

test.prop([fc.array(row, { maxLength: 60 })])(
  'as many rows repeat an earlier one as by comparing their text',
  (rows) => {
    const table = tableOf(
      numbers(
        'x',
        rows.map(([x]) => x),
      ),
      numbers(
        'y',
        rows.map(([, y]) => y),
      ),
      texts(
        'c',
        rows.map(([, , c]) => c),
      ),
    );
    const distinct = new Set(
      rows.map((values) => JSON.stringify(values.map((value) => value ?? 'missing').map(String))),
    );
    expect(repeatedRows(table)).toBe(rows.length - distinct.size);
  },
);
