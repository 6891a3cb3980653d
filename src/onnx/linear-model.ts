/**
 * A sum of terms per output: the intercept, a weight times each standardised number, and the weight of each category.
 * What is missing adds nothing, as if a number were its mean.
 */
export interface LinearModel {
  /** One per output: a single one for a regression and for two classes, else one per class. */
  readonly intercepts: readonly number[];
  readonly numbers: readonly NumberTerm[];
  readonly categories: readonly CategoryTerm[];
}

export interface NumberTerm {
  /** Position of the feature in the model's features. */
  readonly feature: number;
  /** Subtracted from the feature. */
  readonly mean: number;
  /** The difference from the mean is divided by it. */
  readonly deviation: number;
  /** One per output. */
  readonly weights: readonly number[];
}

export interface CategoryTerm {
  /** Position of the feature, which holds a category's number from 0, in the model's features. */
  readonly feature: number;
  /** By category, one per output. */
  readonly weights: readonly (readonly number[])[];
}
