import type { ColumnDrift, DriftReport, ShareChange } from '#src/contracts/reports.ts';
import { formatNumber, formatShare } from './format.ts';
import type { Output } from './output.ts';
import { formatTable, type TableColumn } from './table.ts';

type NamedColumn = readonly [name: string, drift: ColumnDrift];

/** What the calibrated mode knows beyond the scores, as far as any column has it. */
function calibrationColumns(columns: readonly NamedColumn[]): readonly TableColumn<NamedColumn>[] {
  const all: readonly (TableColumn<NamedColumn> & { readonly title: 'chance' | 'missing' | 'unseen' })[] = [
    { title: 'chance', text: ([, { chance }]) => formatNumber(chance), align: 'right' },
    { title: 'missing', text: ([, { missing }]) => describeChange(missing) },
    { title: 'unseen', text: ([, { unseen }]) => describeChange(unseen) },
  ];
  return all.filter(({ title }) => columns.some(([, drift]) => drift[title] !== undefined));
}

const describeChange = (change: ShareChange | undefined): string =>
  change ? `${formatShare(change.reference)} → ${formatShare(change.current)}` : '';

const WEIGHT: TableColumn<NamedColumn> = {
  title: 'weight',
  text: ([, { weight }]) => formatNumber(weight),
  align: 'right',
};

/** A drift report for people. */
export function describeReport(report: DriftReport, out: Output): string {
  const columns = Object.entries(report.byColumn);
  const table = formatTable<NamedColumn>(
    [
      { title: 'column', text: ([name]) => name },
      { title: 'type', text: ([, { type }]) => type },
      { title: 'test', text: ([, { method }]) => method },
      { title: 'score', text: ([, { score }]) => formatNumber(score), align: 'right' },
      { title: 'threshold', text: ([, { threshold }]) => formatNumber(threshold), align: 'right' },
      ...(columns.some(([, { weight }]) => weight !== undefined) ? [WEIGHT] : []),
      ...calibrationColumns(columns),
      { title: '', text: ([, { drifted }]) => (drifted ? out.style('yellow', 'drifted') : '') },
    ],
    columns,
  );
  const verdict =
    `${report.driftedColumns} of ${report.columns} columns drifted: ${formatShare(report.driftShare)}, ` +
    `limit ${formatShare(report.shareThreshold)} → ${report.decision}`;
  const more = [
    ...(report.note ? [report.note] : []),
    ...describeRoles(columns),
    ...describePsi(report),
    ...describeSegments(report),
  ];
  return [table, '', out.style('bold', verdict), ...more].join('\n');
}

const describeRoles = (columns: readonly NamedColumn[]): string[] =>
  columns.flatMap(([name, { role, drifted }]) =>
    role ? [`${role} ${name}: ${drifted ? 'drifted' : 'has not drifted'}`] : [],
  );

const describePsi = ({ averagePsi }: DriftReport): string[] =>
  averagePsi === undefined ? [] : [`average PSI ${formatNumber(averagePsi)}`];

/** A line for each value of each column that makes segments. */
const describeSegments = ({ segments = {} }: DriftReport): string[] =>
  Object.entries(segments).flatMap(([name, values]) =>
    Object.entries(values).map(([value, { decision, driftedColumns, columns, byColumn }]) => {
      if (decision === null) return `${name} = ${value}: too few rows to compare`;
      const names = Object.keys(byColumn).length > 0 ? ` (${Object.keys(byColumn).join(', ')})` : '';
      return `${name} = ${value}: ${driftedColumns} of ${columns} columns drifted${names} → ${decision}`;
    }),
  );
