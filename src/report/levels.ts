import { countLevels } from '#src/drift/frequencies.ts';
import { byCodePoint } from '#src/tabular/code-point-order.ts';
import type { Column } from '#src/tabular/table.ts';

export interface LevelShare {
  readonly level: string;
  /** Shares of the rows that have a value, 0..1. */
  readonly reference: number;
  readonly current: number;
}

export interface Levels {
  /** The commonest on either side, in descending order of the reference. */
  readonly top: readonly LevelShare[];
  /** All the others together. */
  readonly others: { readonly count: number } & Omit<LevelShare, 'level'>;
  /** Levels of one side only, the commonest first. */
  readonly onlyInCurrent: readonly LevelShare[];
  readonly onlyInReference: readonly LevelShare[];
}

const TOP_LEVELS = 10;

/** How often each level comes on either side. */
export function compareLevels(reference: Column, current: Column): Levels {
  const [before, now] = [sharesOf(reference), sharesOf(current)];
  const all = [...new Set([...before.keys(), ...now.keys()])].map((level) => ({
    level,
    reference: before.get(level) ?? 0,
    current: now.get(level) ?? 0,
  }));
  const ranked = all.sort((a, b) => largest(b) - largest(a) || byCodePoint(a.level, b.level));
  const rest = ranked.slice(TOP_LEVELS);
  return {
    top: ranked
      .slice(0, TOP_LEVELS)
      .sort((a, b) => b.reference - a.reference || b.current - a.current || byCodePoint(a.level, b.level)),
    others: {
      count: rest.length,
      reference: rest.reduce((sum, level) => sum + level.reference, 0),
      current: rest.reduce((sum, level) => sum + level.current, 0),
    },
    onlyInCurrent: ranked.filter((level) => level.reference === 0),
    onlyInReference: ranked.filter((level) => level.current === 0),
  };
}

const largest = ({ reference, current }: LevelShare) => Math.max(reference, current);

function sharesOf(column: Column): ReadonlyMap<string, number> {
  const counts = countLevels(column);
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([level, count]) => [nameOf(level, column), count / rows]));
}

const nameOf = (level: string | number, { storage }: Column): string =>
  storage === 'boolean' ? String(level === 1) : String(level);
