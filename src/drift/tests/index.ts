import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { chisquare } from './chisquare.ts';
import type { DriftTest } from './drift-test.ts';
import { hellinger } from './hellinger.ts';
import { jensenshannon } from './jensenshannon.ts';
import { klDiv } from './kl-div.ts';
import { ks } from './ks.ts';
import { ksDistance } from './ks-distance.ts';
import { psi } from './psi.ts';
import { totalVariation } from './total-variation.ts';
import { wasserstein } from './wasserstein.ts';
import { z } from './z.ts';

/** Every drift test by the name that project files, reports and the CLI use. */
export const driftTests = {
  ks,
  chisquare,
  z,
  wasserstein,
  jensenshannon,
  psi,
  kl_div: klDiv,
  hellinger,
  ks_distance: ksDistance,
  total_variation: totalVariation,
} as const satisfies Record<DriftMethod, DriftTest>;
