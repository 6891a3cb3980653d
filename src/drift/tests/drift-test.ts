import type { ColumnPair } from '../column-pair.ts';
import type { driftsWhen } from '../decide.ts';

/** One statistical test: what it is called, where it applies, when it means drift, and how it scores. */
export interface DriftTest {
  /** The name people know it by. */
  readonly displayName: string;
  /** A `p_value` is small under drift, a `distance` is large. */
  readonly kind: 'p_value' | 'distance';
  /** The column types it may be asked for; the automatic choice may go beyond them. */
  readonly appliesTo: readonly ColumnPair['type'][];
  readonly driftsWhen: keyof typeof driftsWhen;
  readonly defaultThreshold: number;
  /** NaN where the score is undefined, which is never drift. */
  readonly score: (pair: ColumnPair) => number;
}
