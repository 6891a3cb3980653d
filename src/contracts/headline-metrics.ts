/** The metrics that people look at first, of either kind of task; the others are for those who look closer. */
export const headlineMetrics: readonly string[] = ['accuracy', 'auc', 'f1', 'logLoss', 'rmse', 'mae', 'r2'];

/** Those of the metrics, in their order; all of them where none is. */
export function headline(metrics: Readonly<Record<string, number>>): [string, number][] {
  const all = Object.entries(metrics);
  const first = all.filter(([name]) => headlineMetrics.includes(name));
  return first.length > 0 ? first : all;
}
