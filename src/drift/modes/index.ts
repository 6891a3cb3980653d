import { calibrated } from './calibrated.ts';
import type { DriftMode } from './drift-mode.ts';
import { evidently } from './evidently.ts';

/** Every mode by the name that the CLI and project files use. */
export const driftModes = { calibrated, evidently } as const satisfies Record<string, DriftMode>;

export type DriftModeName = keyof typeof driftModes;
