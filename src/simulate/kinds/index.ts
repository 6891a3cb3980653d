import { category } from './category.ts';
import { concept } from './concept.ts';
import type { DriftKind } from './drift-kind.ts';
import { missing } from './missing.ts';
import { none } from './none.ts';
import { scale } from './scale.ts';
import { shift } from './shift.ts';

/** Every kind of drift that can be simulated, by the name that the CLI uses. */
export const driftKinds = { none, shift, scale, category, missing, concept } as const satisfies Record<
  string,
  DriftKind
>;

export type DriftKindName = keyof typeof driftKinds;
