import type { RawColumn } from '../contracts/feature-plan.ts';
import type { ColumnKind } from './expression/resolve-expression.ts';

const KINDS = { integer: 'number', float: 'number', boolean: 'number', timestamp: 'time', string: 'text' } as const;

/** What each column holds, as expressions see it. */
export const kindsOf = (columns: readonly Pick<RawColumn, 'name' | 'storage'>[]): ReadonlyMap<string, ColumnKind> =>
  new Map(columns.map(({ name, storage }) => [name, KINDS[storage]]));
