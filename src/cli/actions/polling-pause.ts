import type { Cloud } from '../cloud.ts';

/** Milliseconds between two looks at an execution: AWS lets an account look 20 times a second, an emulator always. */
export const pollingPause = ({ endpoint }: Pick<Cloud, 'endpoint'>): number => (endpoint ? 150 : 1000);
