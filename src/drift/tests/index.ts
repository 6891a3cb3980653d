import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { anderson } from './anderson.ts';
import { chisquare } from './chisquare.ts';
import { cramerVonMises } from './cramer-von-mises.ts';
import type { DriftTest } from './drift-test.ts';
import { ed } from './energy-distance.ts';
import { es } from './epps-singleton.ts';
import { fisherExact } from './fisher-exact.ts';
import { gTest } from './g-test.ts';
import { hellinger } from './hellinger.ts';
import { jensenshannon } from './jensenshannon.ts';
import { klDiv } from './kl-div.ts';
import { ks } from './ks.ts';
import { ksDistance } from './ks-distance.ts';
import { mannWhitney } from './mann-whitney.ts';
import { psi } from './psi.ts';
import { tTest } from './t-test.ts';
import { totalVariation } from './total-variation.ts';
import { tvd } from './tvd.ts';
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
  t_test: tTest,
  mannw: mannWhitney,
  anderson,
  cramer_von_mises: cramerVonMises,
  es,
  ed,
  g_test: gTest,
  fisher_exact: fisherExact,
  TVD: tvd,
  ks_distance: ksDistance,
  total_variation: totalVariation,
} as const satisfies Record<DriftMethod, DriftTest>;
