import type { Task } from '#src/contracts/project-file.ts';
import type { ColumnType } from '#src/contracts/settings/column-type.ts';
import { InvalidDataError } from '#src/errors.ts';
import { inferColumnType } from '#src/tabular/column-type.ts';
import { columnNamed, selectRows } from '#src/tabular/select.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import { below, createRandom, type Random } from '../random.ts';
import { jitter } from './jitter.ts';
import type { ColumnRole, DriftKind } from './kinds/drift-kind.ts';
import { type DriftKindName, driftKinds } from './kinds/index.ts';

export interface SimulatedDrift {
  readonly kind: DriftKindName;
  /** How strong, in the kind's own unit; each kind has a default. */
  readonly size?: number;
  /** The columns to change; default: all that the kind affects. */
  readonly columns?: readonly string[];
}

export interface Simulation {
  /** Data to be alike; at least one row. */
  readonly baseline: Table;
  readonly target: string;
  readonly task: Task;
  /** Column → type, in place of the inferred one. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** How many rows to make. */
  readonly rows: number;
  readonly seed: number;
  /** Default: none. */
  readonly drift?: SimulatedDrift;
}

/**
 * Makes a plausible new version of a data set: whole rows drawn from the baseline with replacement, so that columns
 * stay correlated and the target still follows from the features, with numbers moved slightly, and drift on top. One
 * seed draws the same rows whatever the drift.
 *
 * @throws InvalidDataError for an empty baseline, a column that is not there, or drift that no column can show;
 * RangeError for a number of rows or a size out of bounds
 */
export function simulate(simulation: Simulation): Table {
  const { baseline, rows, seed, drift = { kind: 'none' } } = simulation;
  if (baseline.rowCount === 0) throw new InvalidDataError('the baseline has no rows to draw from');
  if (!Number.isSafeInteger(rows) || rows < 1) throw new RangeError(`rows must be a positive integer, got ${rows}`);
  const sources = sourcesOf(simulation);
  const change = planChange(sources, drift);
  const random = createRandom(seed);
  const drawn = selectRows(
    baseline,
    Int32Array.from({ length: rows }, () => below(baseline.rowCount, random)),
  );
  const columns = drawn.columns.map((column, index) => change(alike(column, sources[index]!), sources[index]!));
  return { rowCount: rows, columns };
}

/** What is known of a column before any row is drawn; each has random numbers of its own, for either use. */
interface Source extends ColumnRole {
  readonly baseline: Column;
  readonly jitterRandom: Random;
  readonly driftRandom: Random;
}

function sourcesOf({ baseline, target, task, types = {}, seed }: Simulation): readonly Source[] {
  columnNamed(baseline, target);
  const targetType = task === 'regression' ? 'numerical' : 'categorical';
  const declared = new Map(Object.entries(types));
  return baseline.columns.map((column, index) => ({
    baseline: column,
    isTarget: column.name === target,
    type: column.name === target ? targetType : (declared.get(column.name) ?? inferColumnType(column)),
    jitterRandom: createRandom(seed, 2 * index + 1),
    driftRandom: createRandom(seed, 2 * index + 2),
  }));
}

function alike(column: Column, { type, baseline, jitterRandom }: Source): Column {
  if (type !== 'numerical' || column.storage === 'string' || baseline.storage === 'string') return column;
  return jitter(column, baseline, jitterRandom);
}

function planChange(sources: readonly Source[], { kind, size, columns }: SimulatedDrift) {
  const member: DriftKind = driftKinds[kind];
  const strength = requireSize(kind, member, size ?? member.size.default);
  const affected = columns ?? sources.filter(member.affects).map(({ baseline }) => baseline.name);
  if (affected.length === 0) throw new InvalidDataError(`the data has no column that drift "${kind}" can change`);
  const unknown = affected.find((name) => !sources.some(({ baseline }) => baseline.name === name));
  if (unknown !== undefined) throw new InvalidDataError(`drift is asked for in "${unknown}", which is not a column`);
  return (column: Column, { type, baseline, driftRandom }: Source): Column =>
    affected.includes(column.name)
      ? member.change(column, { size: strength, type, baseline, random: driftRandom })
      : column;
}

function requireSize(kind: DriftKindName, { size: { min, max } }: DriftKind, size: number): number {
  if (size >= min && size <= max) return size;
  throw new RangeError(`the size of drift "${kind}" is a number from ${min} to ${max}, got ${size}`);
}
