import type { DriftReport } from '#src/contracts/reports.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import { pairColumns } from './pair-columns.ts';
import { driftTests } from './tests/index.ts';

/** The report with the population stability index of every tested column that has values on both sides, and their mean. */
export function withPsi(report: DriftReport, reference: Table, current: Table): DriftReport {
  const before = new Map(reference.columns.map((column) => [column.name, column]));
  const now = new Map(current.columns.map((column) => [column.name, column]));
  const byColumn = Object.fromEntries(
    Object.entries(report.byColumn).map(([name, drift]) => {
      const psi = psiOf(drift.type, before.get(name), now.get(name));
      return [name, psi === undefined ? drift : { ...drift, psi }];
    }),
  );
  const known = Object.values(byColumn).flatMap(({ psi }) => psi ?? []);
  if (known.length === 0) return report;
  return { ...report, byColumn, averagePsi: known.reduce((sum, psi) => sum + psi, 0) / known.length };
}

type ColumnDrift = DriftReport['byColumn'][string];

function psiOf(type: ColumnDrift['type'], reference?: Column, current?: Column): number | undefined {
  if (type === 'text' || !reference || !current || !hasValues(reference) || !hasValues(current)) return undefined;
  const asNumbers = type === 'numerical' && reference.storage !== 'string' && current.storage !== 'string';
  const testedAs = asNumbers ? 'numerical' : 'categorical';
  return driftTests.psi.score(pairColumns({ type, testedAs, reference, current }));
}

const hasValues = (column: Column): boolean =>
  column.storage === 'string' ? column.codes.some((code) => code >= 0) : column.values.some(Number.isFinite);
