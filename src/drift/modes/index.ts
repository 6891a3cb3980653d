import type { DriftMode } from './drift-mode.ts';
import { evidently } from './evidently.ts';

/** Every mode by the name that the CLI uses. */
export const driftModes = { evidently } as const satisfies Record<string, DriftMode>;

export type DriftModeName = keyof typeof driftModes;
