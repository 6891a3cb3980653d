import { meanOfClasses, metricOfClasses, share } from './class-counts.ts';

/**
 * Macro precision, 0..1: the mean over the classes that occur or are predicted of the share of the rows taken for the class
 * that are of it, 0 where no row is.
 */
export const precision = metricOfClasses((counts) =>
  meanOfClasses(counts, (index) => share(counts.hits[index]!, counts.predicted[index]!)),
);
