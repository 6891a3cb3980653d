/** What is known of a node from training; predictions do without. */
interface Trained {
  /** Training rows that reached the node (LightGBM), or the sum of their hessians (XGBoost). */
  readonly cover?: number | undefined;
}

interface TrainedSplit extends Trained {
  /** What the split took off the loss, in the library's own terms. */
  readonly gain?: number | undefined;
}

/** One node; children are positions in the tree's `nodes`. */
export type TreeNode =
  | ({ readonly kind: 'leaf'; readonly value: number } & Trained)
  | ({
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
    } & TrainedSplit)
  | ({
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
    } & TrainedSplit);

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
