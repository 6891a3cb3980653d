import type { TreeNode } from './tree-ensemble.ts';

type CategoryNode = Extract<TreeNode, { kind: 'categories' }>;

/** Whether a split by categories is written by those that go right: the side with fewer is the one that rows are compared with. */
export const comparesRight = ({ members, categories }: CategoryNode): boolean =>
  members.length > categories - members.length;

/** The categories of that side, ascending; an empty side is one category that nothing is. */
export function comparedCategories(node: CategoryNode): readonly number[] {
  const compared = comparesRight(node) ? othersOf(node) : node.members;
  return compared.length === 0 ? [-1] : compared;
}

function othersOf({ members, categories }: CategoryNode): number[] {
  const inside = new Set(members);
  return [...Array(categories).keys()].filter((category) => !inside.has(category));
}
