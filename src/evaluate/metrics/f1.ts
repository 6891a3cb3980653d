import { meanOfClasses, metricOfClasses, share } from './class-counts.ts';

/** Macro F1, 0..1: the mean over the classes that occur or are predicted of 2 · hits / (true rows + predicted rows). */
export const f1 = metricOfClasses((counts) =>
  meanOfClasses(counts, (index) => share(2 * counts.hits[index]!, counts.actual[index]! + counts.predicted[index]!)),
);
