import type { Dependencies } from '#lambdas/shared/step.ts';
import type { Workflow } from '#src/ports/workflow.ts';

export type StartBatchNeeds = Pick<Dependencies, 'artifacts' | 'registry' | 'projects'> & {
  readonly workflow: Workflow;
};
