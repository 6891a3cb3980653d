import type { ColumnProfile } from '../contracts/data-profile.ts';
import type { ColumnType } from '../contracts/settings/column-type.ts';
import { InvalidProjectFileError } from '../errors.ts';
import { profileTable } from '../tabular/profile.ts';
import type { Column, Table } from '../tabular/table.ts';
import { checkRules } from './check-rules.ts';
import { parseValidationRule, type ValidationRule } from './parse-rule.ts';
import { suggestions } from './suggestions/index.ts';

/** A rule that later versions should keep to, if the data at hand are typical. */
export interface SuggestedRule {
  readonly rule: string;
  /** What was seen in the data, for a comment. */
  readonly reason: string;
}

export interface Suggestion {
  readonly columns: Readonly<Record<string, { readonly type: ColumnType }>>;
  readonly minRows: number;
  readonly rules: readonly SuggestedRule[];
}

/**
 * Suggests types and rules for a project file from data taken to be good, by the heuristics of Deequ's constraint
 * suggestion (Schelter et al., "Automating large-scale data quality verification", 2018). The data themselves keep to all
 * of them.
 */
export function suggestRules(table: Table): Suggestion {
  const { rows, columns } = profileTable(table);
  const rules = columns.flatMap((profile, index) => suggestFor(profile, table.columns[index], table));
  const types = columns.flatMap(({ name, type }) => (type === 'unknown' ? [] : [[name, { type }] as const]));
  return { columns: Object.fromEntries(types), minRows: Math.max(1, Math.floor(rows / 2)), rules };
}

function suggestFor(profile: ColumnProfile, column: Column | undefined, table: Table): SuggestedRule[] {
  if (!column) return [];
  const name = written(profile.name);
  const all = Object.values(suggestions).flatMap((suggest) => suggest({ name, profile, column, rows: table.rowCount }));
  return all.filter(({ rule }) => holds(rule, profile.name, table));
}

/** A name that could be misread as more than a name goes into quotes. */
const written = (name: string): string => {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) return name;
  return name.includes('"') ? `\`${name}\`` : `"${name}"`;
};

/** Whether the rule says what was meant, which no name or value can be allowed to prevent, and the data keep to it. */
function holds(text: string, column: string, table: Table): boolean {
  const rule = understood(text);
  if (rule?.column !== column) return false;
  for (const _ of checkRules(table, [rule], {})) return false;
  return true;
}

function understood(text: string): ValidationRule | undefined {
  try {
    return parseValidationRule(text);
  } catch (error) {
    if (error instanceof InvalidProjectFileError) return undefined;
    throw error;
  }
}
