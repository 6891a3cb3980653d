/** One node; children are positions in the tree's `nodes`. */
export type TreeNode =
  | { readonly kind: 'leaf'; readonly value: number }
  | {
      readonly kind: 'split';
      /** Position of the feature in the model's features. */
      readonly feature: number;
      /** Rows whose value compares so with the threshold go left. */
      readonly comparison: '<' | '<=';
      /** A float32, as the features are. */
      readonly threshold: number;
      readonly missingGoesLeft: boolean;
      readonly left: number;
      readonly right: number;
    }
  | {
      readonly kind: 'categories';
      /** Position of the feature, which holds a category's number from 0, in the model's features. */
      readonly feature: number;
      /** Rows of these categories go left; ascending. */
      readonly members: readonly number[];
      /** Categories that the feature has. */
      readonly categories: number;
      readonly missingGoesLeft: boolean;
      readonly left: number;
      readonly right: number;
    };

export interface Tree {
  /** The output that the tree adds to: the class of a multiclass model, else 0. */
  readonly output: number;
  /** The root is first. */
  readonly nodes: readonly TreeNode[];
}

/** Boosted trees of whatever library: each output is its base score plus the leaves that a row falls into. */
export interface TreeEnsemble {
  readonly trees: readonly Tree[];
  /** One per output: a single one for a regression and for two classes, else one per class. */
  readonly baseScores: readonly number[];
}
