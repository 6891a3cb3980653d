import { meanOfClasses, metricOfClasses, share } from './class-counts.ts';

/**
 * Macro recall, 0..1: the mean over the classes that occur or are predicted of the share of the rows of the class that are
 * taken for it, 0 where no row is of it.
 */
export const recall = metricOfClasses((counts) =>
  meanOfClasses(counts, (index) => share(counts.hits[index]!, counts.actual[index]!)),
);
