/** How a score is compared with its threshold; NaN is never drift. */
export const driftsWhen = {
  below: (score: number, threshold: number) => score < threshold,
  'at or below': (score: number, threshold: number) => score <= threshold,
  above: (score: number, threshold: number) => score > threshold,
  'at or above': (score: number, threshold: number) => score >= threshold,
} as const;
