/** A sound CSV file to be mutated. */
export interface Source {
  readonly delimiter: string;
  readonly text: string;
}

const ROWS = 40;
const lines = (header: string, row: (index: number) => string, lineEnd = '\n'): string =>
  [header, ...Array.from({ length: ROWS }, (_, index) => row(index)), ''].join(lineEnd);

const day = (index: number) => `2020-01-0${(index % 9) + 1}`;

/** One of every kind that is met: storages, quoting, delimiters, line ends, scripts, missing values, one column only. */
export const sources: readonly Source[] = [
  {
    delimiter: ',',
    text: lines('x,name,when,y', (index) => `${index * 1.5},"é, ""${index}""",${day(index)},${index % 2}`),
  },
  {
    delimiter: ';',
    text: lines(
      'id;price;paid;city',
      (index) => `${index};${(index / 7).toFixed(3)};${index % 3 === 0};"Łódź ${index % 4}"`,
      '\r\n',
    ),
  },
  {
    delimiter: '\t',
    text: lines('a b\tx\tnote', (index) => `${index % 5 ? index : ''}\t-${index}e-${index % 9}\t"line\n${index}"`),
  },
  {
    delimiter: '|',
    text: `\uFEFF${lines('"k|1"|時刻|v', (index) => `k${index}|${day(index)}T0${index % 10}:30:00Z|${index % 4 ? '' : '日本'}`)}`,
  },
  {
    delimiter: ',',
    text: lines('"break\nin it",b', (index) => `"${index % 3}\n",${index % 4 ? index / 4 : ''}`, '\r\n'),
  },
  { delimiter: ',', text: lines('"only"', (index) => (index % 5 ? `"text ${index}"` : '""')) },
  { delimiter: ',', text: lines('only', (index) => String(index - 20)) },
  {
    delimiter: ',',
    text: lines(
      Array.from({ length: 30 }, (_, column) => `c${column}`).join(','),
      (index) => Array.from({ length: 30 }, (_, column) => (index * column) % 11).join(','),
      '\r',
    ),
  },
];
