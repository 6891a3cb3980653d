const PI_2 = Math.PI ** 2;

/** Terms beyond this one are below double precision for every argument the method is used for. */
const TERMS = 24;

/**
 * P(D < d) of the one-sample Kolmogorov-Smirnov statistic for many rows: the limit law and its corrections up to
 * rows^(−3/2), in the form that converges fast for small d.
 *
 * @see Pelz and Good (1976), "Approximating the Lower Tail-areas of the Kolmogorov-Smirnov One-sample Statistic"
 */
export function pelzGoodProbability(rows: number, d: number): number {
  const z = Math.sqrt(rows) * d;
  const sums = [0, 0, 0, 0];
  for (let k = 0; k < TERMS; k++) {
    addTerm(sums, halfIntegerTerms(z), k + 0.5, z);
    addTerm(sums, integerTerms(z), k + 1, z);
  }
  // Every sum runs over both signs of k: twice the positive half, times √(π/2).
  return Math.sqrt(2 * Math.PI) * sums.reduce((total, sum, order) => total + sum / rows ** (order / 2), 0);
}

type Coefficients = (square: number) => readonly [number, number, number, number];

function addTerm(sums: number[], coefficients: Coefficients, k: number, z: number): void {
  const square = PI_2 * k * k;
  const weight = Math.exp(-square / (2 * z * z));
  coefficients(square).forEach((coefficient, order) => {
    sums[order]! += coefficient * weight;
  });
}

/** The coefficients of the sums over k + ½; `s` is π²(k + ½)². */
function halfIntegerTerms(z: number): Coefficients {
  const z2 = z * z;
  const z4 = z2 * z2;
  const z6 = z4 * z2;
  return (s) => [
    1 / z,
    (s - z2) / (6 * z4),
    (6 * z6 + 2 * z4 + s * (2 * z4 - 5 * z2) + s ** 2 * (1 - 2 * z2)) / (72 * z6 * z),
    (s ** 3 * (5 - 30 * z2) + s ** 2 * (212 * z4 - 60 * z2) + s * (135 * z4 - 96 * z6) - 30 * z6 - 90 * z4 * z4) /
      (6480 * z6 * z4),
  ];
}

/** The coefficients of the sums over k; `s` is π²k². */
function integerTerms(z: number): Coefficients {
  const z2 = z * z;
  return (s) => [0, 0, -s / (36 * z2 * z), (3 * s * z2 - s ** 2) / (216 * z2 ** 3)];
}
