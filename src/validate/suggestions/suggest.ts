import type { ColumnProfile } from '../../contracts/data-profile.ts';
import type { Column } from '../../tabular/table.ts';

export interface SeenColumn {
  /** As a rule writes it. */
  readonly name: string;
  readonly profile: ColumnProfile;
  readonly column: Column;
  readonly rows: number;
}

/** Suggests rules for one column, or none. */
export type Suggest = (seen: SeenColumn) => { readonly rule: string; readonly reason: string }[];
