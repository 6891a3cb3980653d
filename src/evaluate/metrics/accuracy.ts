import { metricOfClasses, share } from './class-counts.ts';

/** Share of rows whose predicted class is the true one, 0..1. */
export const accuracy = metricOfClasses(({ hits, total }) =>
  share(
    hits.reduce((sum, count) => sum + count, 0),
    total,
  ),
);
