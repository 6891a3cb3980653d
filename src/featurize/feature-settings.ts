import { closest } from 'fastest-levenshtein';
import type { ColumnFeatures, FeatureSettings } from '../contracts/settings/features.ts';
import { InvalidProjectFileError } from '../errors.ts';
import type { ColumnKind } from './expression/resolve-expression.ts';

export type NumberImputation = FeatureSettings['impute'];
export type TextImputation = FeatureSettings['imputeText'];

/** What holds for one column: its own settings, and the general ones where it has none. */
export interface ColumnSettings
  extends Pick<ColumnFeatures, 'indicator' | 'transform' | 'bucket' | 'parts' | 'length'>,
    Pick<FeatureSettings, 'encode' | 'imputeText' | 'impute' | 'scale'> {}

const DEFAULTS = { indicator: false, transform: 'none', bucket: undefined, parts: [], length: [] } as const;

export function columnSettings(features: FeatureSettings, name: string): ColumnSettings {
  const { columns, encode, impute, imputeText, scale } = features;
  const general = { ...DEFAULTS, parts: [], length: [], encode, impute, imputeText, scale };
  const own = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (!own) return general;
  return {
    ...own,
    bucket: own.bucket,
    encode: own.encode ?? encode,
    scale: own.scale ?? scale,
    impute: own.impute === undefined || own.impute === 'level' ? impute : own.impute,
    imputeText: isTextImputation(own.impute) ? own.impute : imputeText,
  };
}

const isTextImputation = (impute: ColumnFeatures['impute']): impute is TextImputation =>
  impute === 'none' || impute === 'most_frequent' || impute === 'level';

/** Settings of a column that only make sense for one kind of column. */
const SUITABLE = {
  encode: ['text'],
  transform: ['number'],
  bucket: ['number'],
  parts: ['time'],
  length: ['text'],
  scale: ['number', 'time'],
} as const satisfies Partial<Record<keyof ColumnFeatures, readonly ColumnKind[]>>;

const DESCRIBED = { number: 'numbers', text: 'texts', time: 'times' } as const;

/**
 * Checks `features.columns` against the data's columns.
 *
 * @param columns - those that features can be made of
 * @throws InvalidProjectFileError naming the key and the nearest right column, or what the column holds instead
 */
export function requireSuitableColumns({ columns }: FeatureSettings, kinds: ReadonlyMap<string, ColumnKind>): void {
  for (const [name, own] of Object.entries(columns)) {
    const kind = kinds.get(name);
    if (!kind) throw unknownColumn(name, [...kinds.keys()]);
    for (const [key, suitable] of Object.entries(SUITABLE)) {
      if (isGiven(own, key) && !suitable.some((suited) => suited === kind)) throw unsuitable(name, key, kind, suitable);
    }
    requireSuitableImputation(name, own, kind);
  }
}

function isGiven(own: ColumnFeatures, key: string): boolean {
  const value: unknown = Reflect.get(own, key);
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== 'none';
}

function requireSuitableImputation(name: string, { impute }: ColumnFeatures, kind: ColumnKind): void {
  if (impute === undefined) return;
  if (kind === 'text' ? isTextImputation(impute) : impute !== 'level') return;
  const shown = typeof impute === 'string' ? impute : 'a constant';
  throw new InvalidProjectFileError(`features.columns.${name}.impute: ${shown} is not for ${DESCRIBED[kind]}`);
}

function unknownColumn(name: string, known: readonly string[]): InvalidProjectFileError {
  const hint = known.length > 0 ? `did you mean "${closest(name, known)}"?` : 'there is none';
  return new InvalidProjectFileError(
    `features.columns.${name}: the data has no column "${name}" that features can be made of: ${hint}`,
  );
}

const unsuitable = (name: string, key: string, kind: ColumnKind, suitable: readonly ColumnKind[]) =>
  new InvalidProjectFileError(
    `features.columns.${name}.${key}: the column holds ${DESCRIBED[kind]}, ${key} is for ` +
      suitable.map((suited) => DESCRIBED[suited]).join(' and '),
  );
