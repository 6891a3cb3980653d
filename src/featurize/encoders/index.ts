import type { ProjectFile } from '../../contracts/project-file.ts';
import { frequency } from './frequency.ts';
import { native } from './native.ts';
import { onehot } from './onehot.ts';
import { ordinal } from './ordinal.ts';

/** `features.encode` of the project file → the encoder of text columns. */
export const encoders = { ordinal, onehot, frequency, native } as const satisfies Record<
  ProjectFile['features']['encode'],
  unknown
>;
