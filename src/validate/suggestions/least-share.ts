/** Of the normal distribution: 95 % lie within so many standard deviations. */
const Z_95 = 1.96;

/** The lower end of a share's 95 % interval (normal approximation), in whole hundredths. */
export const leastShare = (share: number, of: number): number =>
  Math.floor(100 * (share - Z_95 * Math.sqrt((share * (1 - share)) / of))) / 100;
