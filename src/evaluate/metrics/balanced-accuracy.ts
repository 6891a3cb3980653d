import { meanOfClasses, metricOfClasses, share } from './class-counts.ts';

/** Mean over the classes that occur of the share of their rows that are predicted right, 0..1. */
export const balancedAccuracy = metricOfClasses((counts) =>
  meanOfClasses(counts, (index) => share(counts.hits[index]!, counts.actual[index]!), 'occurring'),
);
